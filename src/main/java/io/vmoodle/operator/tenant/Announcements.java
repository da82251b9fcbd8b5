package io.vmoodle.operator.tenant;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.tenant.NextStep.Settled;
import io.vmoodle.operator.tenant.NextStep.Stop;
import io.vmoodle.operator.tenant.NextStep.WaitsFor;
import org.jspecify.annotations.Nullable;

/** The Events of a tenant that follow from how its readiness changed. */
final class Announcements {
  private final Events events;

  Announcements(Events events) {
    this.events = events;
  }

  /** Says, when it was not said before, that the tenant serves or that somebody has to act. */
  void announce(VirtualMoodle tenant, TenantWork.Result result) {
    switch (result.reached()) {
      case Settled settled -> {
        if (!saidBefore(tenant, Reason.Ready)) {
          events.normal(tenant, Reason.Ready, serves(requireNonNull(result.world().ledger())));
        }
      }
      case Stop stop -> {
        var finding = stop.finding();
        if (stop.waitsFor() == WaitsFor.PERSON && !saidBefore(tenant, finding.reason())) {
          events.warning(tenant, finding.reason(), finding.message());
        }
      }
      case NextStep.Do step -> {}
    }
  }

  /** All in one Event: each is a request, and a fleet has thousands. */
  private static String serves(LedgerTenant ledger) {
    return "Serves at %s: registry row %d, database %s on server %s."
        .formatted(ledger.url(), ledger.registryId(), ledger.database(), ledger.server());
  }

  /** Says what is left of a tenant that is gone, if anything is. */
  void gone(VirtualMoodle tenant, Wish wish, @Nullable LedgerTenant left) {
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
  void letGo(VirtualMoodle tenant, String why) {
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

  private static boolean saidBefore(VirtualMoodle tenant, Reason reason) {
    return TenantStatuses.current(tenant).conditions().stream()
        .filter(condition -> condition.getType().equals(ConditionType.Ready.name()))
        .anyMatch(condition -> condition.getReason().equals(reason.name()));
  }
}
