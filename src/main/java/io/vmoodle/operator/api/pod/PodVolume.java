package io.vmoodle.operator.api.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import org.jspecify.annotations.Nullable;

/** A volume of a pod, from an object of the platform's namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "[has(self.secret), has(self.configMap), has(self.persistentVolumeClaim)]"
            + ".filter(it, it).size() == 1",
    message = "takes exactly one of secret, configMap and persistentVolumeClaim")
public record PodVolume(
    @Required
        @Size(min = 1, max = 63)
        @ValidationRule(
            value = Cel.LABEL + " && !self.startsWith('vmoodle-')",
            message =
                "must be "
                    + Cel.LABEL_IN_WORDS
                    + "; names that begin with vmoodle- are the operator's")
        @JsonPropertyDescription(
            "Name of the volume. Those that begin with vmoodle- are the operator's.")
        String name,
    @JsonPropertyDescription("Files from a Secret.") @Nullable Secret secret,
    @JsonPropertyDescription("Files from a ConfigMap.") @Nullable PodObjectRef configMap,
    @JsonPropertyDescription("A folder that lasts.") @Nullable Claim persistentVolumeClaim) {
  /** A Secret as files. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Secret(
      @Required
          @Size(min = 1, max = 253)
          @ValidationRule(
              value = Cel.OBJECT_NAME,
              message = "must be the name of an object: " + Cel.OBJECT_NAME_IN_WORDS)
          @JsonPropertyDescription("Name of the Secret, in the platform's namespace.")
          String secretName) {}

  /** A PersistentVolumeClaim. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Claim(
      @Required
          @Size(min = 1, max = 253)
          @ValidationRule(
              value = Cel.OBJECT_NAME,
              message = "must be the name of an object: " + Cel.OBJECT_NAME_IN_WORDS)
          @JsonPropertyDescription("Name of the claim, in the platform's namespace.")
          String claimName) {}
}
