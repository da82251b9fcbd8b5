package io.vmoodle.operator.attack;

import io.vmoodle.operator.tenant.work.StepListener;
import java.sql.SQLException;

/** Lets somebody act once, right after a certain step of a certain tenant. */
final class Interference implements StepListener {
  /** What somebody does in SQL. */
  @FunctionalInterface
  interface Act {
    void run() throws SQLException;
  }

  private record Plan(String tenant, String step, Act act) {}

  private static final Plan NOTHING = new Plan("", "", () -> {});

  private volatile Plan plan = NOTHING;

  void plan(String step, String tenant, Act act) {
    plan = new Plan(tenant, step, act);
  }

  @Override
  public void done(String tenant, String step) {
    var planned = plan;
    if (planned.step().equals(step) && tenant.endsWith("/" + planned.tenant())) {
      plan = NOTHING;
      try {
        planned.act().run();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
