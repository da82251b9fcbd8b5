package io.vmoodle.operator.api.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;

/** One key of a Secret that a pod reads. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodSecretKey(
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = Cel.OBJECT_NAME,
            message = "must be the name of a Secret: " + Cel.OBJECT_NAME_IN_WORDS)
        @JsonPropertyDescription("Name of the Secret, in the platform's namespace.")
        String name,
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = "self.matches('^[-._a-zA-Z0-9]+$')",
            message =
                "must be a key that a Secret can have: ASCII letters, digits, '-', '_' and '.'")
        @JsonPropertyDescription("The key in the Secret's data.")
        String key) {}
