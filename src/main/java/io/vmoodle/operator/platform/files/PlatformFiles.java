package io.vmoodle.operator.platform.files;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.kube.Applied;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.Refusal;
import io.vmoodle.operator.kube.Removal;
import java.util.Optional;

/**
 * Stores a platform's files. They need no registry: the main Moodle's pods wait for them before
 * there is one.
 */
public final class PlatformFiles {
  private static final int INVALID = 422;

  private final Apply apply;
  private final Removal removal;

  /** Stores and replaces with the rights of these. */
  public PlatformFiles(Apply apply, Removal removal) {
    this.apply = apply;
    this.removal = removal;
  }

  /** Makes the ConfigMaps what they should be; tells why one could not be stored. */
  public Optional<Finding> store(MoodlePlatform platform) {
    var namespace = platform.getMetadata().getNamespace();
    var name = platform.getMetadata().getName();
    var boot = store(BootFiles.configMap(namespace, name, platform.getSpec().main().release()));
    var scripts = storeImmutable(JobScripts.configMap(namespace, name));
    return boot.or(() -> scripts);
  }

  /** One that somebody made by hand under the name cannot be corrected, only replaced. */
  private Optional<Finding> storeImmutable(ConfigMap desired) {
    try {
      return tryStore(desired);
    } catch (KubernetesClientException e) {
      if (e.getCode() == INVALID) {
        removal.remove(desired);
      }
      return store(desired);
    }
  }

  private Optional<Finding> store(ConfigMap desired) {
    try {
      return tryStore(desired);
    } catch (KubernetesClientException e) {
      return Optional.of(
          new Finding(
              Reason.ConfigMapRefused,
              "The API server does not take ConfigMap %s: %s. Correct what it names; it is tried again by itself."
                  .formatted(desired.getMetadata().getName(), Refusal.of(e).orElse("no answer"))));
    }
  }

  private Optional<Finding> tryStore(ConfigMap desired) {
    return apply.apply(desired) instanceof Applied.Foreign<?> foreign
        ? Optional.of(new Finding(Reason.ConfigMapConflict, foreign.why() + "."))
        : Optional.empty();
  }
}
