package io.vmoodle.operator.tenant.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;

/** What is decided of a tenant that is to be made true. */
final class Decisions {
  private Decisions() {}

  static void assertDo(Worlds world, ConditionType towards, Action action) {
    assertThat(world.provisioned()).isEqualTo(new Do(towards, action));
  }

  static void assertStop(Worlds world, ConditionType at, Reason reason) {
    assertStop(world, at, reason, WaitsFor.PERSON);
  }

  static void assertStop(Worlds world, ConditionType at, Reason reason, WaitsFor waitsFor) {
    assertThat(world.provisioned())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> {
              assertThat(stop.finding().reason()).isEqualTo(reason);
              assertThat(stop.at()).isEqualTo(at);
              assertThat(stop.waitsFor()).isEqualTo(waitsFor);
              assertThat(stop.finding().message()).isNotBlank();
            });
  }
}
