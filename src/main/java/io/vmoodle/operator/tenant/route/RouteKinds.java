package io.vmoodle.operator.tenant.route;

import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.route.PlatformRoutes;
import io.vmoodle.operator.platform.state.OpenPlatform;

/**
 * What kind of route a tenant has.
 *
 * @param hosts for tenants with a host of their own
 * @param subPaths for tenants on a sub-path
 */
public record RouteKinds(TenantRoutes hosts, TenantRoutes subPaths) {
  /** The routes of a tenant, of the kind that its address and its platform ask for. */
  public TenantRoutes of(OpenPlatform platform, LedgerTenant tenant) {
    return PlatformRoutes.subPathOf(platform.facts(), tenant).isPresent() ? subPaths : hosts;
  }
}
