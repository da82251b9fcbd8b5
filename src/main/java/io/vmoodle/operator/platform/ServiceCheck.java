package io.vmoodle.operator.platform;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks which of the Services that a platform names are there. */
final class ServiceCheck {
  private final KubernetesClient client;

  ServiceCheck(KubernetesClient client) {
    this.client = client;
  }

  Set<ServiceRef> present(String namespace, PlatformSpec spec) {
    return spec.releases().stream()
        .map(ReleaseSpec::service)
        .distinct()
        .filter(service -> isPresent(namespace, service))
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean isPresent(String namespace, ServiceRef wanted) {
    var service = client.services().inNamespace(namespace).withName(wanted.name()).get();
    return service != null
        && service.getSpec().getPorts().stream()
            .anyMatch(port -> wanted.port().equals(port.getPort()));
  }
}
