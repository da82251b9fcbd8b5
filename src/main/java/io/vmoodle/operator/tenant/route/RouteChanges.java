package io.vmoodle.operator.tenant.route;

import io.vmoodle.operator.routing.ChangeBudget;
import java.time.InstantSource;

/** The budget for changes of routes that all tenants share. */
public final class RouteChanges {
  private final InstantSource clock;
  private ChangeBudget budget;

  /**
   * A budget of which nothing was used.
   *
   * @param perMinute how many routes may be changed a minute, at least 1
   */
  public RouteChanges(int perMinute, InstantSource clock) {
    this.budget = ChangeBudget.of(perMinute);
    this.clock = clock;
  }

  /** Asks for one change. */
  public synchronized ChangeBudget.Answer ask() {
    var decision = budget.ask(clock.instant());
    budget = decision.left();
    return decision.answer();
  }
}
