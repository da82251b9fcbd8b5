package io.vmoodle.operator.api.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import org.jspecify.annotations.Nullable;

/** A taint of nodes that a pod bears. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodToleration(
    @Size(min = 1, max = 317)
        @ValidationRule(
            value = "self." + Cel.QUALIFIED_NAME,
            message = "must be the name of a taint such as example.edu/batch")
        @JsonPropertyDescription("Name of the taint. Default: every taint.")
        @Nullable String key,
    @Size(max = 63)
        @ValidationRule(
            value = "self.matches('^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$')",
            message = "must be the value of a taint")
        @JsonPropertyDescription("Value of the taint. Default: any value.")
        @Nullable String value,
    @Size(max = 16)
        @ValidationRule(
            value = "self.matches('^(NoSchedule|PreferNoSchedule|NoExecute)$')",
            message = "must be NoSchedule, PreferNoSchedule or NoExecute")
        @JsonPropertyDescription(
            "Effect of the taint: NoSchedule, PreferNoSchedule or NoExecute. Default: every effect.")
        @Nullable String effect) {}
