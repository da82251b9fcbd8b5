package io.vmoodle.operator.tenant;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.tenant.NextStep.Settled;
import io.vmoodle.operator.tenant.NextStep.Stop;
import io.vmoodle.operator.tenant.NextStep.WaitsFor;

/** The Events of a tenant that follow from how its readiness changed. */
final class Announcements {
  private final Events events;

  Announcements(Events events) {
    this.events = events;
  }

  /** Says, when it was not said before, that the tenant serves or that somebody has to act. */
  void announce(VirtualMoodle tenant, NextStep reached) {
    switch (reached) {
      case Settled settled -> {
        if (!saidBefore(tenant, Reason.Ready)) {
          events.normal(tenant, Reason.Ready, "Everything is as wished.");
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

  void letGo(VirtualMoodle tenant) {
    events.warning(
        tenant,
        Reason.DataRetained,
        "Let go by annotation %s: registry row, database, login and route stay as they are."
            .formatted(Hold.ANNOTATION));
  }

  private static boolean saidBefore(VirtualMoodle tenant, Reason reason) {
    return TenantStatuses.current(tenant).conditions().stream()
        .filter(condition -> condition.getType().equals(ConditionType.Ready.name()))
        .anyMatch(condition -> condition.getReason().equals(reason.name()));
  }
}
