package io.vmoodle.operator.routing;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.vmoodle.operator.kube.Labels;

/** The route of a tenant that has a host of its own. */
public final class HostRoute {
  private HostRoute() {}

  /**
   * The desired Ingress, in the platform's namespace.
   *
   * @param host exact, lower case, without a port
   * @throws IllegalArgumentException if the host is anything else, such as a wildcard
   */
  public static Ingress ingress(RouteDefaults defaults, TenantRoute tenant, String host) {
    return new ExactHost(host)
        .ingress(
            RouteNames.ofTenant(tenant.tenantId()),
            defaults,
            Labels.ofTenant(defaults.platform(), tenant.tenantId()),
            defaults.annotationsWith(Labels.annotationsOfTenant(tenant.namespace(), tenant.name())),
            Paths.of("", tenant.release(), tenant.availability(), defaults.unavailable()));
  }
}
