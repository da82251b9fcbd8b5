package io.vmoodle.operator.routing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.vmoodle.operator.kube.Labels;
import java.util.Map;

/** The route of a tenant that has a host of its own. */
public final class HostRoute {
  private HostRoute() {}

  /**
   * The desired object, in the platform's namespace.
   *
   * @param form the kind of object
   * @param host exact, lower case, without a port
   * @throws IllegalArgumentException if the host is anything else, such as a wildcard
   */
  public static <T extends HasMetadata> T of(
      RouteForm<T> form, RouteDefaults defaults, TenantRoute tenant, String host) {
    return form.route(
        defaults,
        new ExactHost(host),
        RouteNames.ofTenant(tenant.tenantId()),
        Labels.ofTenant(defaults.platform(), tenant.tenantId()),
        annotations(tenant),
        SitePaths.of("", tenant.release(), tenant.availability(), defaults.unavailable()));
  }

  /** The release tells a turn to another one, which was asked for, from a Service's new name. */
  private static Map<String, String> annotations(TenantRoute tenant) {
    var annotations = Labels.annotationsOfTenant(tenant.namespace(), tenant.name());
    if (tenant.availability() == Availability.Serving) {
      annotations.put(Labels.RELEASE, tenant.releaseName());
    }
    return annotations;
  }
}
