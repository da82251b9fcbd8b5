package io.vmoodle.operator.platform.route;

import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.GatewayParentRef;
import io.vmoodle.operator.api.platform.IngressTls;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.state.PlatformFacts;
import io.vmoodle.operator.routing.Availability;
import io.vmoodle.operator.routing.Backend;
import io.vmoodle.operator.routing.GatewayListener;
import io.vmoodle.operator.routing.LoginRequest;
import io.vmoodle.operator.routing.MainSite;
import io.vmoodle.operator.routing.RouteDefaults;
import io.vmoodle.operator.routing.RoutePath;
import io.vmoodle.operator.routing.SitePaths;
import io.vmoodle.operator.routing.SubPathTenant;
import io.vmoodle.operator.routing.TenantRoute;
import io.vmoodle.operator.routing.UnavailableService;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a platform says about routes, in the terms of the routing package. */
public final class PlatformRoutes {
  private PlatformRoutes() {}

  /** What all routes of the platform have in common. */
  public static RouteDefaults defaults(PlatformFacts facts) {
    var routing = facts.spec().routing();
    var ingress = Optional.ofNullable(routing.ingress());
    return new RouteDefaults(
        facts.namespace(),
        facts.name(),
        ingress.map(it -> it.className()).orElse(null),
        ingress.map(it -> it.annotations()).orElse(Map.of()),
        ingress.map(it -> it.tls()).map(IngressTls::secretName).orElse(null),
        routing.gateway() == null
            ? List.of()
            : routing.gateway().parentRefs().stream().map(PlatformRoutes::listener).toList(),
        unavailable(facts));
  }

  /** The part of a tenant that its route depends on. */
  public static TenantRoute route(
      PlatformFacts facts, LedgerTenant tenant, Availability availability) {
    return new TenantRoute(
        tenant.id(),
        tenant.namespace(),
        tenant.name(),
        tenant.release(),
        backend(facts.serviceOf(tenant)),
        availability);
  }

  /** The sub-path of a tenant; empty for one with a host of its own. */
  public static Optional<String> subPathOf(PlatformFacts facts, LedgerTenant tenant) {
    var main = facts.spec().main().url() + "/";
    return tenant.url().startsWith(main)
        ? Optional.of(tenant.url().substring(main.length()))
        : Optional.empty();
  }

  /** How the tenant's login page is asked for at the Service of its release. */
  public static LoginRequest loginRequest(PlatformFacts facts, LedgerTenant tenant) {
    var probe = facts.spec().routing().probe();
    var override = probe == null ? null : probe.addressOverride();
    return LoginRequest.of(
        tenant.url(),
        override == null
            ? LoginRequest.addressOf(backend(facts.serviceOf(tenant)), facts.namespace())
            : override);
  }

  static MainSite mainSite(PlatformFacts facts) {
    var main = facts.spec().main();
    return new MainSite(
        URI.create(main.url()).getHost(),
        backend(facts.release(main.release()).orElseThrow().service()));
  }

  /** How a tenant's path should be stored; empty for one that has no path of the main host. */
  static Optional<SubPathTenant> subPathTenant(PlatformFacts facts, LedgerTenant tenant) {
    var availability =
        tenant.state() == TenantState.ACTIVE && !tenant.upkeep().suspended()
            ? Availability.Serving
            : Availability.Unavailable;
    return subPathOf(facts, tenant)
        .map(path -> new SubPathTenant(path, route(facts, tenant, availability)));
  }

  /** The paths of a tenant on that sub-path, while it is or is not served. */
  static List<RoutePath> paths(
      PlatformFacts facts, LedgerTenant tenant, String subPath, Availability availability) {
    return SitePaths.of(
        new SubPathTenant(subPath, route(facts, tenant, availability)), unavailable(facts));
  }

  private static Backend backend(ServiceRef service) {
    return new Backend(service.name(), service.port());
  }

  private static Backend unavailable(PlatformFacts facts) {
    var own = facts.spec().routing().unavailableService();
    return own == null ? UnavailableService.backend(facts.name()) : backend(own);
  }

  private static GatewayListener listener(GatewayParentRef parent) {
    return new GatewayListener(
        parent.name(), parent.namespace(), parent.sectionName(), parent.port());
  }
}
