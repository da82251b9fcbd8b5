package io.vmoodle.operator.tenant.status;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TaskKind;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.ledger.Upkeep;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.work.TenantWork;
import org.jspecify.annotations.Nullable;

/** The Events of a tenant that follow from how its readiness changed. */
public final class Announcements {
  private final Events events;

  public Announcements(Events events) {
    this.events = events;
  }

  /** Says, when it was not said before, that the tenant serves or that somebody has to act. */
  public void announce(VirtualMoodle tenant, TenantWork.Result result) {
    if (TenantConditions.serves(result.world(), result.reached())) {
      var ledger = requireNonNull(result.world().ledger());
      var reason = reason(ledger.upkeep());
      if (!saidBefore(tenant, ConditionType.Ready, reason)) {
        events.normal(
            tenant, reason, reason == Reason.Ready ? serves(ledger) : away(ledger, reason));
      }
    }
    if (result.reached() instanceof Stop stop && stop.waitsFor() == WaitsFor.PERSON) {
      var finding = stop.finding();
      var at = stop.at() == ConditionType.UpToDate ? stop.at() : ConditionType.Ready;
      if (!saidBefore(tenant, at, finding.reason())) {
        events.warning(tenant, finding.reason(), finding.message());
      }
    }
  }

  private static Reason reason(Upkeep upkeep) {
    if (upkeep.suspended()) {
      return Reason.Suspended;
    }
    return upkeep.maintenance() ? Reason.Maintenance : Reason.Ready;
  }

  private static String away(LedgerTenant ledger, Reason reason) {
    return reason == Reason.Suspended
        ? "Visitors of %s get status 503 until spec.state is Active.".formatted(ledger.url())
        : "Visitors of %s are told that it is under maintenance until spec.state is Active."
            .formatted(ledger.url());
  }

  /** All in one Event: each is a request, and a fleet has thousands. */
  private static String serves(LedgerTenant ledger) {
    return "Serves at %s: registry row %d, database %s on server %s."
        .formatted(ledger.url(), ledger.registryId(), ledger.database(), ledger.server());
  }

  /** Says what is left of a tenant that is gone, if anything is. */
  public void gone(VirtualMoodle tenant, Wish wish, @Nullable LedgerTenant left) {
    if (left == null || !left.uid().equals(wish.uid())) {
      return;
    }
    var kept =
        "Database %s on server %s is kept. The same namespace, name and address get it back."
            .formatted(left.database(), left.server());
    if (wish.spec().deletionPolicy() == wish.grantedDeletionPolicy()) {
      events.normal(tenant, Reason.DataRetained, kept);
    } else {
      events.warning(
          tenant,
          Reason.DataRetained,
          "%s The platform does not allow its deletionPolicy %s any more."
              .formatted(kept, wish.spec().deletionPolicy()));
    }
  }

  /** Says that nothing was removed, and why. */
  public void letGo(VirtualMoodle tenant, String why, @Nullable LedgerTenant known) {
    if (known != null && known.state() == TenantState.RELEASED) {
      events.warning(tenant, Reason.DataRetained, left(why, known));
      return;
    }
    var database = TenantStatuses.current(tenant).database();
    events.warning(
        tenant,
        Reason.DataRetained,
        "Let go, %s: registry row, database%s, login and route stay as they are, and its address is free for others. The same namespace, name and address get them back."
            .formatted(
                why,
                database == null
                    ? ""
                    : " %s on server %s".formatted(database.name(), database.server())));
  }

  /** Of one whose removal had begun. */
  private static String left(String why, LedgerTenant known) {
    var trash =
        known.upkeep().task() != null
            && requireNonNull(known.upkeep().task()).kind() == TaskKind.TRASH;
    return "Let go, %s: its registry row is gone, and its address is free for others; a route that could not be removed stays. %s"
        .formatted(
            why,
            trash
                ? "Its database was dropped; data folder %s stays as far as it was not removed yet."
                    .formatted(known.dataDir())
                : "Database %s on server %s stays as it is."
                    .formatted(known.database(), known.server()));
  }

  private static boolean saidBefore(VirtualMoodle tenant, ConditionType at, Reason reason) {
    return TenantStatuses.current(tenant).conditions().stream()
        .filter(condition -> condition.getType().equals(at.name()))
        .anyMatch(condition -> condition.getReason().equals(reason.name()));
  }
}
