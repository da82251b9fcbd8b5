package io.vmoodle.operator.tenant.route;

import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.tenant.facts.RouteState;

/** The stored routes of a tenant, whatever they are made of. */
public interface TenantRoutes {
  /** What the stored routes do. */
  RouteState state(OpenPlatform platform, LedgerTenant tenant);

  /** Makes one of the platform's kind lead to the Service of the tenant's release. */
  void serve(OpenPlatform platform, LedgerTenant tenant);

  /**
   * Makes one of the platform's kind, and those that are there, lead to the unavailable Service.
   */
  void suspend(OpenPlatform platform, LedgerTenant tenant);

  /** Makes those that are there lead to the unavailable Service. */
  void close(OpenPlatform platform, LedgerTenant tenant);

  /** Removes the one that is not of the platform's kind. */
  void removeOld(OpenPlatform platform, LedgerTenant tenant);

  /** Removes all. */
  void remove(OpenPlatform platform, LedgerTenant tenant);
}
