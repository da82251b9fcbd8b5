package io.vmoodle.operator.platform;

import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.IngressTls;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.routing.Backend;
import io.vmoodle.operator.routing.RouteDefaults;
import io.vmoodle.operator.routing.UnavailableService;
import java.util.Map;
import java.util.Optional;

/** What a platform says about routes, in the terms of the routing package. */
public final class PlatformRoutes {
  private PlatformRoutes() {}

  /** What all routes of the platform have in common. */
  public static RouteDefaults defaults(String namespace, String name, PlatformSpec spec) {
    var ingress = Optional.ofNullable(spec.routing().ingress());
    return new RouteDefaults(
        namespace,
        name,
        ingress.map(it -> it.className()).orElse(null),
        ingress.map(it -> it.annotations()).orElse(Map.of()),
        ingress.map(it -> it.tls()).map(IngressTls::secretName).orElse(null),
        unavailable(name, spec));
  }

  /** A release's Service as a route's target. */
  public static Backend backend(ServiceRef service) {
    return new Backend(service.name(), service.port());
  }

  private static Backend unavailable(String name, PlatformSpec spec) {
    var own = spec.routing().unavailableService();
    return own == null ? UnavailableService.backend(name) : backend(own);
  }
}
