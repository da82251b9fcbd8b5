package io.vmoodle.operator.api.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** What a container may use of its node. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodResources(
    @Size(max = 3)
        @ValidationRule(
            value = "self.all(key, key in ['cpu', 'memory', 'ephemeral-storage'])",
            message = "keys are cpu, memory and ephemeral-storage")
        @ValidationRule(
            value = "self.all(key, self[key].matches('^[0-9]+([.][0-9]+)?([EPTGMk]i?|m)?$'))",
            message = "values must be quantities such as '2', 500m or 1Gi")
        @JsonPropertyDescription("What a container is sure to get: cpu, memory, ephemeral-storage.")
        Map<String, @Size(max = 32) String> requests,
    @Size(max = 3)
        @ValidationRule(
            value = "self.all(key, key in ['cpu', 'memory', 'ephemeral-storage'])",
            message = "keys are cpu, memory and ephemeral-storage")
        @ValidationRule(
            value = "self.all(key, self[key].matches('^[0-9]+([.][0-9]+)?([EPTGMk]i?|m)?$'))",
            message = "values must be quantities such as '2', 500m or 1Gi")
        @JsonPropertyDescription(
            "What a container may use at most: cpu, memory, ephemeral-storage.")
        Map<String, @Size(max = 32) String> limits) {
  /** Turns absent parts into empty ones. */
  public PodResources {
    requests = requests == null ? Map.of() : Map.copyOf(requests);
    limits = limits == null ? Map.of() : Map.copyOf(limits);
  }
}
