package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Chooses namespaces by their labels; all requirements must hold. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = LabelRules.SAYS_SOMETHING, message = LabelRules.SAYS_NOTHING + "namespace")
public record NamespaceSelector(
    @Size(max = 16)
        @ValidationRule(value = LabelRules.KEYS, message = LabelRules.KEYS_WRONG)
        @ValidationRule(value = LabelRules.VALUES, message = LabelRules.VALUES_WRONG)
        @JsonPropertyDescription(
            """
            Labels that a namespace must have, with exactly these values. The label \
            kubernetes.io/metadata.name is the namespace's name. At most 16.""")
        Map<String, @Size(max = 63) String> matchLabels,
    @Size(max = 8)
        @JsonPropertyDescription(
            "Further requirements on a namespace's labels; all must hold. At most 8.")
        List<LabelRequirement> matchExpressions) {
  /** Turns absent parts into empty ones. */
  public NamespaceSelector {
    matchLabels = matchLabels == null ? Map.of() : Map.copyOf(matchLabels);
    matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
  }
}
