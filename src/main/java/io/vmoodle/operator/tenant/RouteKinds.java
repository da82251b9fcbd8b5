package io.vmoodle.operator.tenant;

import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.OpenPlatform;
import io.vmoodle.operator.platform.PlatformRoutes;

/**
 * What kind of route a tenant has.
 *
 * @param hosts for tenants with a host of their own
 * @param subPaths for tenants on a sub-path
 */
record RouteKinds(TenantRoutes hosts, TenantRoutes subPaths) {
  TenantRoutes of(OpenPlatform platform, LedgerTenant tenant) {
    return PlatformRoutes.subPathOf(platform.facts(), tenant).isPresent() ? subPaths : hosts;
  }
}
