package io.vmoodle.operator.tenant.plan;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;

/** A step found, while it was being done, that it cannot be done. */
public final class Blocked extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Stop stop;

  /** A step that turned out to be impossible. */
  public Blocked(Stop stop) {
    super(stop.finding().message());
    this.stop = stop;
  }

  /** A step that a person has to make possible. */
  public static Blocked byPerson(ConditionType at, Reason reason, String message) {
    return new Blocked(new Stop(at, new Finding(reason, message), WaitsFor.PERSON));
  }

  /** A step that becomes possible by itself. */
  public static Blocked byTime(ConditionType at, Reason reason, String message) {
    return new Blocked(new Stop(at, new Finding(reason, message), WaitsFor.TIME));
  }

  /** Where the tenant stops, and why. */
  public Stop stop() {
    return stop;
  }
}
