package io.vmoodle.operator.platform;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.kube.Applied;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.Refusal;
import io.vmoodle.operator.platform.route.SubPathRouting;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.routing.UnavailableService;
import java.util.Optional;

/**
 * The objects that serve a whole platform: the Service that answers 503, the main host's routes.
 */
final class PlatformChildren {
  private final Apply apply;
  private final SubPathRouting subPaths;

  PlatformChildren(Apply apply, SubPathRouting subPaths) {
    this.apply = apply;
    this.subPaths = subPaths;
  }

  /** Stores them; tells why one could not be stored. */
  Optional<Finding> store(MoodlePlatform platform, OpenPlatform open) {
    try {
      return unavailableService(platform).or(() -> subPaths.publish(open, () -> false));
    } catch (KubernetesClientException e) {
      return Optional.of(
          new Finding(
              Reason.RouteRefused,
              "The API server does not take an object that the platform needs: %s. It is tried again by itself."
                  .formatted(Refusal.of(e).orElse("no answer"))));
    }
  }

  private Optional<Finding> unavailableService(MoodlePlatform platform) {
    if (platform.getSpec().routing().unavailableService() != null) {
      return Optional.empty();
    }
    var metadata = platform.getMetadata();
    var service = UnavailableService.service(metadata.getNamespace(), metadata.getName());
    return apply.apply(service) instanceof Applied.Foreign<?> foreign
        ? Optional.of(
            new Finding(
                Reason.RouteConflict,
                foreign.why() + ", or set routing.unavailableService to a Service of your own."))
        : Optional.empty();
  }
}
