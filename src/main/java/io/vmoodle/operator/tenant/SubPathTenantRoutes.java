package io.vmoodle.operator.tenant;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.OpenPlatform;
import io.vmoodle.operator.platform.SubPathRouting;
import io.vmoodle.operator.routing.Availability;
import io.vmoodle.operator.tenant.NextStep.Stop;
import io.vmoodle.operator.tenant.NextStep.WaitsFor;

/** Tenants on a sub-path: a path in the Ingress of the main host, which all of them share. */
final class SubPathTenantRoutes implements TenantRoutes {
  private final SubPathRouting routing;

  SubPathTenantRoutes(SubPathRouting routing) {
    this.routing = routing;
  }

  @Override
  public RouteState state(OpenPlatform platform, LedgerTenant tenant) {
    var stored = routing.published(platform, tenant.id());
    if (stored.isEmpty()) {
      return RouteState.MISSING;
    }
    if (stored.get().route().availability() == Availability.Unavailable) {
      return RouteState.UNAVAILABLE;
    }
    var desired =
        SubPathRouting.desired(platform.facts(), tenant, platform.facts().serviceOf(tenant));
    return desired.equals(stored) ? RouteState.SERVING : RouteState.DIFFERENT;
  }

  @Override
  public void store(OpenPlatform platform, LedgerTenant tenant) {
    publish(platform);
  }

  @Override
  public void remove(OpenPlatform platform, LedgerTenant tenant) {
    publish(platform);
  }

  private void publish(OpenPlatform platform) {
    routing
        .publish(platform)
        .ifPresent(
            problem -> {
              throw new Blocked(new Stop(ConditionType.Routed, problem, WaitsFor.PERSON));
            });
  }
}
