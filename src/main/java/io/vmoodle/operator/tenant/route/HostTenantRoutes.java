package io.vmoodle.operator.tenant.route;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.routing.Availability;
import io.vmoodle.operator.tenant.facts.RouteState;
import java.util.stream.Stream;

/** Tenants with a host of their own: one Ingress or HTTPRoute each, in the platform's namespace. */
public final class HostTenantRoutes implements TenantRoutes {
  private final HostRouteStore<Ingress> ingresses;
  private final HostRouteStore<HTTPRoute> httpRoutes;

  public HostTenantRoutes(HostRouteStore<Ingress> ingresses, HostRouteStore<HTTPRoute> httpRoutes) {
    this.ingresses = ingresses;
    this.httpRoutes = httpRoutes;
  }

  @Override
  public RouteState state(OpenPlatform platform, LedgerTenant tenant) {
    var wanted = wanted(platform);
    var old = old(platform);
    var lead = wanted.lead(platform, tenant);
    var oldLead = old.lead(platform, tenant);
    var fleetChange =
        switch (lead) {
          case ELSEWHERE -> wanted.wasAsDesired(platform, tenant);
          // It moves from one kind to the other, as all tenants of the platform do.
          case NOWHERE, RELEASE -> oldLead.mayServe();
          case UNAVAILABLE -> false;
        };
    return new RouteState(lead, wanted.answer(platform, tenant), oldLead, fleetChange);
  }

  @Override
  public void serve(OpenPlatform platform, LedgerTenant tenant) {
    if (platform.facts().gatewayProblem().isEmpty()) {
      wanted(platform).store(platform, tenant, Availability.Serving);
    } else if (old(platform).isThere(platform, tenant)) {
      // What visitors come by until there can be routes of the kind that the platform wants.
      old(platform).store(platform, tenant, Availability.Serving);
    }
  }

  @Override
  public void suspend(OpenPlatform platform, LedgerTenant tenant) {
    wanted(platform).store(platform, tenant, Availability.Unavailable);
    close(platform, tenant);
  }

  @Override
  public void close(OpenPlatform platform, LedgerTenant tenant) {
    Stream.of(wanted(platform), old(platform))
        .filter(routes -> routes.isThere(platform, tenant))
        .forEach(routes -> routes.store(platform, tenant, Availability.Unavailable));
  }

  @Override
  public void removeOld(OpenPlatform platform, LedgerTenant tenant) {
    old(platform).remove(platform, tenant);
  }

  @Override
  public void remove(OpenPlatform platform, LedgerTenant tenant) {
    wanted(platform).remove(platform, tenant);
    old(platform).remove(platform, tenant);
  }

  private HostRouteStore<?> wanted(OpenPlatform platform) {
    return platform.facts().usesGateway() ? httpRoutes : ingresses;
  }

  private HostRouteStore<?> old(OpenPlatform platform) {
    return platform.facts().usesGateway() ? ingresses : httpRoutes;
  }
}
