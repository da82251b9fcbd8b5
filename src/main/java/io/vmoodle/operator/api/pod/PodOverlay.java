package io.vmoodle.operator.api.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.vmoodle.operator.api.Cel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a platform adds to the pods of its Jobs. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodOverlay(
    @Size(max = 64)
        @JsonPropertyDescription(
            """
            Environment variables, for what config.php in the image reads from its \
            environment. At most 64.""")
        List<PodEnv> env,
    @Size(max = 16)
        @JsonPropertyDescription(
            """
            Secrets and ConfigMaps whose keys become environment variables. At most 16.""")
        List<PodEnvFrom> envFrom,
    @Size(max = 16)
        @JsonPropertyDescription(
            """
            Volumes, for what config.php in the image includes or needs. At most 16.""")
        List<PodVolume> volumes,
    @Size(max = 16) @JsonPropertyDescription("Where the volumes are in the containers. At most 16.")
        List<PodVolumeMount> volumeMounts,
    @Size(max = 8)
        @JsonPropertyDescription(
            """
            Secrets in the platform's namespace with which the images are pulled. At most \
            8.""")
        List<PodObjectRef> imagePullSecrets,
    @JsonPropertyDescription("What a container may use of its node. Default: the namespace's.")
        @Nullable PodResources resources,
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
        @JsonPropertyDescription("Labels of the nodes that the pods may run on. At most 16.")
        Map<String, @Size(max = 63) String> nodeSelector,
    @Size(max = 16) @JsonPropertyDescription("Taints of nodes that the pods bear. At most 16.")
        List<PodToleration> tolerations,
    @JsonPropertyDescription("Whom the pods run as. Default: the image's user.")
        PodUser securityContext) {
  /** Nothing is added. */
  public static final PodOverlay NONE =
      new PodOverlay(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null,
          Map.of(),
          List.of(),
          PodUser.OF_IMAGE);

  /** Turns absent parts into empty ones. */
  public PodOverlay {
    env = env == null ? List.of() : List.copyOf(env);
    envFrom = envFrom == null ? List.of() : List.copyOf(envFrom);
    volumes = volumes == null ? List.of() : List.copyOf(volumes);
    volumeMounts = volumeMounts == null ? List.of() : List.copyOf(volumeMounts);
    imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
    nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
    tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
    securityContext = securityContext == null ? PodUser.OF_IMAGE : securityContext;
  }
}
