package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether tenants are kept from their visitors, and the work that this takes; each step is one
 * transaction of the leader that compared the tenant's fence, see {@link Ledger}. Whatever names a
 * Job raises the fence, so that no two Jobs of a tenant are named alike.
 */
public final class Upkeeps {
  private final Fences fences;
  private final TenantTable tenants;
  private final UpkeepTable upkeeps;

  Upkeeps(Fences fences, TenantTable tenants) {
    this.fences = fences;
    this.tenants = tenants;
    this.upkeeps = new UpkeepTable(tenants.tables());
  }

  /** Notes whether the tenant is suspended; its row and its route follow. */
  public LedgerTenant suspend(LedgerTenant tenant, boolean suspended) {
    return fences.fenced(
        "note whether visitors may come to",
        tenant,
        (connection, current) ->
            write(connection, current.keptUp(current.upkeep().suspended(suspended))));
  }

  /** Notes that a Job is to do something, in the place of what another was to do. */
  public LedgerTenant plan(LedgerTenant tenant, TaskKind kind) {
    return fences.fenced(
        "plan a Job for",
        tenant,
        (connection, current) -> {
          Ledger.requireState(
              current, kind == TaskKind.TRASH ? TenantState.RELEASED : TenantState.ACTIVE);
          var number = current.fence() + 1;
          return raise(connection, current, Task.first(kind, number));
        });
  }

  /** Plans the same once more, as another Job, after one that failed. */
  public LedgerTenant again(LedgerTenant tenant, Instant notBefore, Operation.Failure failure) {
    return fences.fenced(
        "plan another Job for",
        tenant,
        (connection, current) -> {
          var failed = require(current);
          return raise(
              connection,
              current,
              new Task(
                  failed.kind(), current.fence() + 1, failed.attempt() + 1, notBefore, failure));
        });
  }

  /** Notes that the Job did what it was to do. */
  public LedgerTenant done(LedgerTenant tenant) {
    return fences.fenced(
        "note what the Job did for",
        tenant,
        (connection, current) ->
            write(connection, current.keptUp(current.upkeep().done(require(current).kind()))));
  }

  private LedgerTenant raise(Connection connection, LedgerTenant current, Task task)
      throws SQLException {
    var raised = current.fencedOff().keptUp(current.upkeep().with(task));
    tenants.update(connection, raised);
    return write(connection, raised);
  }

  private LedgerTenant write(Connection connection, LedgerTenant tenant) throws SQLException {
    upkeeps.write(connection, tenant.id(), tenant.upkeep());
    return tenant;
  }

  private static Task require(LedgerTenant tenant) {
    @Nullable Task task = tenant.upkeep().task();
    if (task == null) {
      throw new IllegalStateException("no Job is to do anything to tenant " + tenant.id());
    }
    return task;
  }
}
