package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import java.util.List;
import java.util.Map;

/** Chooses tenants by the labels of their VirtualMoodles; all requirements must hold. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "(has(self.matchLabels) && size(self.matchLabels) > 0) || "
            + "(has(self.matchExpressions) && size(self.matchExpressions) > 0)",
    message =
        "must say something in matchLabels or matchExpressions: an empty "
            + "selector would choose every tenant")
public record TenantSelector(
    @Size(max = 16)
        @ValidationRule(
            value = "self.all(key, key." + Cel.QUALIFIED_NAME + ")",
            message = "keys must be label names such as team or example.edu/team")
        @ValidationRule(
            value =
                "self.all(key, "
                    + "self[key].matches('^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$'))",
            message =
                "values must be label values: ASCII letters, digits, '-', '_' and '.', "
                    + "beginning and ending with a letter or digit")
        @JsonPropertyDescription(
            "Labels that a VirtualMoodle must have, with exactly these values. At most 16.")
        Map<String, @Size(max = 63) String> matchLabels,
    @Size(max = 8)
        @JsonPropertyDescription(
            "Further requirements on a VirtualMoodle's labels; all must hold. At most 8.")
        List<LabelRequirement> matchExpressions) {
  /** Turns absent parts into empty ones. */
  public TenantSelector {
    matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
    matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
  }
}
