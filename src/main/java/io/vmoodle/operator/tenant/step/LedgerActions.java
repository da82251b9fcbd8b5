package io.vmoodle.operator.tenant.step;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.ledger.ClaimOutcome;
import io.vmoodle.operator.ledger.DeletionOutcome;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.registry.Metadata;
import io.vmoodle.operator.registry.RowOwner;
import io.vmoodle.operator.tenant.plan.Blocked;
import io.vmoodle.operator.tenant.plan.ClaimConflict;
import io.vmoodle.operator.tenant.plan.DeletionBudget;
import io.vmoodle.operator.tenant.watch.DeletionQueue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done in the ledger, and in the registry together with it. */
public final class LedgerActions {
  private final NewTenants newTenants;
  private final DeletionQueue queue;
  private final Events events;
  private final InstantSource clock;

  public LedgerActions(
      NewTenants newTenants, DeletionQueue queue, Events events, InstantSource clock) {
    this.newTenants = newTenants;
    this.queue = queue;
    this.events = events;
    this.clock = clock;
  }

  void claim(TenantAtWork tenant) {
    var wanted = newTenants.of(tenant.wish(), tenant.world(), tenant.platform());
    settle(tenant, tenant.platform().ledger().claim(wanted));
  }

  void reclaim(TenantAtWork tenant) {
    settle(tenant, tenant.platform().ledger().reclaim(tenant.ledger(), tenant.wish().uid()));
    events.normal(
        tenant.resource(),
        Reason.Undeleted,
        "Came back to the data of an earlier tenant of this name: database %s.%s"
            .formatted(tenant.ledger().database(), ofAdmin(tenant)));
  }

  /** Of a Moodle that is there, the administrator's password may be another by now. */
  private static String ofAdmin(TenantAtWork tenant) {
    return tenant.world().created() && tenant.world().installed()
        ? " The Secret with the administrator's first password went when it was deleted: where nobody knows the password, set another by admin/cli/reset_password.php."
        : "";
  }

  void rebind(TenantAtWork tenant) {
    saw(tenant, tenant.platform().ledger().rebind(tenant.ledger(), tenant.wish().uid()));
  }

  void recordInstalled(TenantAtWork tenant) {
    saw(tenant, tenant.platform().ledger().markInstalled(tenant.ledger(), clock.instant()));
  }

  void markDeleting(TenantAtWork tenant) {
    var perHour = tenant.wish().platform().spec().tenants().maxDeletionsPerHour();
    var now = clock.instant();
    var known = tenant.fleet().begunDeletions();
    if (isStillSpent(perHour, known, now)) {
      throw overBudget(tenant, known, now);
    }
    switch (tenant.platform().ledger().markDeleting(tenant.ledger(), perHour, now)) {
      case DeletionOutcome.Begun(LedgerTenant deleting) -> saw(tenant, deleting);
      case DeletionOutcome.BudgetSpent(List<Instant> begun) -> {
        tenant.fleet().budgetSpent(begun);
        throw overBudget(tenant, begun, now);
      }
    }
  }

  /** What was full stays full until then; the ledger need not be asked by all that wait. */
  private static boolean isStillSpent(int perHour, List<Instant> begun, Instant now) {
    return begun.stream().noneMatch(now::isBefore)
        && DeletionBudget.turn(perHour, 0, begun, now).isAfter(now);
  }

  private Blocked overBudget(TenantAtWork tenant, List<Instant> begun, Instant now) {
    var before = queue.before(tenant.resource(), tenant.fleet());
    return new Blocked(DeletionBudget.spent(tenant.wish(), before, begun, now));
  }

  /**
   * The row goes and the address is free, both or neither. A row that was never taken over stays:
   * it may serve, and be the only place that knows its database's password.
   */
  void release(TenantAtWork tenant) {
    var ledger = tenant.ledger();
    var id = ownRow(tenant);
    var owner = new RowOwner(ledger.id(), ledger.url(), vdbhost(tenant), ledger.database());
    saw(
        tenant,
        tenant
            .platform()
            .ledger()
            .release(
                ledger,
                clock.instant(),
                connection ->
                    id == null || tenant.platform().registry().delete(connection, id, owner)));
    if (id != null) {
      tenant.fleet().rowGone(id);
    }
  }

  /** The row that goes with the tenant; null if none was ever written or adopted for it. */
  private static @Nullable Long ownRow(TenantAtWork tenant) {
    var written = tenant.ledger().registryId();
    var row = tenant.world().row();
    // Of one that came back nothing was written yet, and the row may still be the one from before.
    var named =
        row != null && Metadata.tenantId(row).filter(tenant.ledger().id()::equals).isPresent();
    return row != null && (named || (written != null && tenant.world().rowIsOwn()))
        ? row.id()
        : written;
  }

  void purge(TenantAtWork tenant) {
    tenant.platform().ledger().purge(tenant.ledger());
    tenant.fleet().forgot(tenant.ledger());
    if (tenant.world().created()) {
      events.normal(
          tenant.resource(),
          Reason.DataDeleted,
          "Removed database %s and its logins, as deletionPolicy Delete says."
              .formatted(tenant.ledger().database()));
    }
  }

  private static void settle(TenantAtWork tenant, ClaimOutcome outcome) {
    switch (outcome) {
      case ClaimOutcome.Claimed(LedgerTenant claimed) -> tenant.fleet().saw(claimed);
      case ClaimOutcome.Retained(LedgerTenant retained) -> tenant.fleet().saw(retained);
      case ClaimOutcome.Taken taken -> throw new Blocked(ClaimConflict.stop(tenant.wish(), taken));
    }
  }

  private static void saw(TenantAtWork tenant, LedgerTenant now) {
    tenant.fleet().saw(now);
  }

  private static String vdbhost(TenantAtWork tenant) {
    return tenant
        .wish()
        .platform()
        .server(tenant.ledger().server())
        .map(server -> server.host())
        .orElse("");
  }
}
