package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import java.util.List;

/** One requirement on a label. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "(self.operator in ['In', 'NotIn']) == (has(self.values) && " + "size(self.values) > 0)",
    message =
        "values are needed with operator In and NotIn, and not allowed with "
            + "Exists and DoesNotExist")
public record LabelRequirement(
    @Required
        @Size(min = 1, max = 317)
        @ValidationRule(
            value = "self." + Cel.QUALIFIED_NAME,
            message = "must be a label name such as team or example.edu/team")
        @JsonPropertyDescription("Name of the label.")
        String key,
    @Required
        @JsonPropertyDescription(
            """
            In = the label has one of values; NotIn = it has none of them or is absent; \
            Exists = it is there; DoesNotExist = it is not.""")
        SelectorOperator operator,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Values to compare with: needed for In and NotIn, not allowed otherwise. At most 16.")
        List<@Size(max = 63) @Pattern("^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$") String>
            values) {
  /** Turns absent values into none. */
  public LabelRequirement {
    values = values == null ? List.of() : List.copyOf(values);
  }
}
