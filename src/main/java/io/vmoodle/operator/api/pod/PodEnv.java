package io.vmoodle.operator.api.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** An environment variable of a pod. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "!(has(self.value) && has(self.valueFrom))",
    message = "takes value or valueFrom, not both")
public record PodEnv(
    @Required
        @Size(min = 1, max = 128)
        @ValidationRule(
            value = "self.matches('^[A-Za-z_][A-Za-z0-9_]*$') && !self.startsWith('VMOODLE_')",
            message =
                "must be the name of an environment variable: ASCII letters, digits and '_', not"
                    + " beginning with a digit; those that begin with VMOODLE_ are the operator's")
        @JsonPropertyDescription(
            "Name of the variable. Those that begin with VMOODLE_ are the operator's.")
        String name,
    @Size(max = 4096)
        @ValidationRule(
            value = "self.matches('^[^\\\\x00-\\\\x1f\\\\x7f]*$')",
            message = "must not hold control characters")
        @JsonPropertyDescription("Its value, at most 4,096 characters. Default: empty.")
        @Nullable String value,
    @JsonPropertyDescription("Where its value is, in place of value.")
        @Nullable PodEnvSource valueFrom) {}
