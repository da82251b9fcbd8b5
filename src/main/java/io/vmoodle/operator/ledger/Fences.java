package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What keeps an old leader, and an old view of a tenant, from writing: each transaction compares
 * the epoch of the leader's term, and the tenant's fence, before it does its work.
 */
record Fences(
    Transactions transactions,
    LedgerPlatform platform,
    PlatformTable platforms,
    TenantTable tenants) {

  /** Work on a tenant as it is now, locked. */
  @FunctionalInterface
  interface TenantWork<T> {
    T run(Connection connection, LedgerTenant current) throws SQLException;
  }

  /** Runs work in a transaction of the leader. */
  <T> T leading(String attempted, Work<T> work) {
    return transactions.run(
        attempted,
        connection -> {
          platforms.requireEpoch(connection, platform);
          return work.run(connection);
        });
  }

  /** The same for a tenant, which nothing else can be done for meanwhile. */
  <T> T fenced(String verb, LedgerTenant tenant, TenantWork<T> work) {
    return leading(
        "%s tenant %s".formatted(verb, tenant.id()),
        connection -> work.run(connection, lock(connection, tenant)));
  }

  /** Locks a tenant that is as it was seen. */
  LedgerTenant lock(Connection connection, LedgerTenant tenant) throws SQLException {
    var current = tenants.lock(connection, tenant.id()).orElseThrow(() -> new StaleFence(tenant));
    require(tenant, current);
    return current;
  }

  /** Ends with {@link StaleFence} unless the tenant is as it was seen. */
  void require(LedgerTenant tenant, LedgerTenant current) {
    if (current.fence() != tenant.fence() || current.platformId() != platform.id()) {
      throw new StaleFence(tenant);
    }
  }
}
