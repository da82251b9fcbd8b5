package io.vmoodle.operator.platform.inspection;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.state.ReleaseService;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks which of the Services that a platform names are there. */
public final class ServiceCheck {
  private final KubernetesClient client;

  /** A check that asks the API server. */
  public ServiceCheck(KubernetesClient client) {
    this.client = client;
  }

  Set<ServiceRef> present(String namespace, PlatformSpec spec) {
    return present(namespace, spec.releases().stream().map(ReleaseSpec::service));
  }

  /** The same with those of tenants whose release the platform does not list any more. */
  Set<ServiceRef> present(
      String namespace, PlatformSpec spec, Set<ServiceRef> listed, Stream<LedgerTenant> tenants) {
    var names = spec.releases().stream().map(ReleaseSpec::name).collect(Collectors.toSet());
    var others =
        tenants
            .filter(tenant -> tenant.state() != TenantState.RELEASED)
            .filter(tenant -> !names.contains(tenant.release()))
            .map(tenant -> ReleaseService.parse(tenant.releaseService()));
    return Stream.concat(listed.stream(), present(namespace, others).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<ServiceRef> present(String namespace, Stream<ServiceRef> wanted) {
    return wanted
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
