package io.vmoodle.operator.tenant;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.tenant.NextStep.Stop;
import io.vmoodle.operator.tenant.NextStep.WaitsFor;

/** A step found, while it was being done, that it cannot be done. */
final class Blocked extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Stop stop;

  Blocked(Stop stop) {
    super(stop.finding().message());
    this.stop = stop;
  }

  static Blocked byPerson(ConditionType at, Reason reason, String message) {
    return new Blocked(new Stop(at, new Finding(reason, message), WaitsFor.PERSON));
  }

  static Blocked byTime(ConditionType at, Reason reason, String message) {
    return new Blocked(new Stop(at, new Finding(reason, message), WaitsFor.TIME));
  }

  Stop stop() {
    return stop;
  }
}
