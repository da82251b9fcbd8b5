package io.vmoodle.operator.api.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;

/** An object of the platform's namespace that a pod uses, by name. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodObjectRef(
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
            value = Cel.OBJECT_NAME,
            message = "must be the name of an object: " + Cel.OBJECT_NAME_IN_WORDS)
        @JsonPropertyDescription("Name of the object, in the platform's namespace.")
        String name) {}
