package io.vmoodle.operator.tenant;

import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.OpenPlatform;

/** The stored route of a tenant, whatever it is made of. */
interface TenantRoutes {
  /** What the stored route does. */
  RouteState state(OpenPlatform platform, LedgerTenant tenant);

  /** Makes it lead to the Service of the tenant's release, or to none while the tenant goes. */
  void store(OpenPlatform platform, LedgerTenant tenant);

  /** Removes it. */
  void remove(OpenPlatform platform, LedgerTenant tenant);
}
