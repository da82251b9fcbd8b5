package io.vmoodle.operator.tenant.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.tenant.Upgrading;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tests of an upgrade's stages begin with, and what they find. */
final class UpgradeSteps {
  static final Wish WISH = Upgrading.read(Upgrading.wishes());
  static final Wish MARIADB = Upgrading.read(Upgrading.onMariaDb());
  static final Finding WHY = new Finding(Reason.JobFailed, "It broke.");
  static final Operation.Failure FAILURE = new Operation.Failure("JobFailed", "It broke.");

  private UpgradeSteps() {}

  /** How a Job may end, or be given up. */
  static Stream<JobVerdict> failures() {
    return Stream.of(
        new JobVerdict.Absent(),
        new JobVerdict.Failed(WHY, true),
        new JobVerdict.Failed(WHY, false));
  }

  static Worlds ended(UpgradePhase phase) {
    return Upgrading.seen(WISH, phase, new JobVerdict.Succeeded(null));
  }

  static Progress read(String hash, boolean running) {
    return Progress.NONE.withMoodle(Upgrading.moodle(hash, running));
  }

  static Finding why(JobVerdict verdict) {
    return verdict instanceof JobVerdict.Failed(Finding why, boolean over)
        ? why
        : new Finding(
            Reason.JobLost,
            "Job %s is gone, and nobody knows what it did. Find out who removes Jobs."
                .formatted(Upgrading.JOB));
  }

  static void assertEnter(Worlds worlds, UpgradePhase phase, @Nullable Finding why) {
    assertDo(worlds, new Action.EnterPhase(phase, why));
  }

  static void assertEnterReason(Worlds worlds, UpgradePhase phase, Reason reason) {
    assertThat(worlds.provisioned())
        .isInstanceOfSatisfying(
            Do.class,
            it ->
                assertThat(it.action())
                    .isInstanceOfSatisfying(
                        Action.EnterPhase.class,
                        enter -> {
                          assertThat(enter.phase()).isEqualTo(phase);
                          assertThat(enter.failure())
                              .extracting(why -> why.reason())
                              .isEqualTo(reason);
                        }));
  }

  static void assertDo(Worlds worlds, Action action) {
    assertThat(worlds.provisioned()).isEqualTo(new Do(ConditionType.UpToDate, action));
  }

  static void assertStop(Worlds worlds, Reason reason, WaitsFor waitsFor, String message) {
    assertThat(worlds.provisioned())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> {
              assertThat(stop.at()).isEqualTo(ConditionType.UpToDate);
              assertThat(stop.finding().reason()).isEqualTo(reason);
              assertThat(stop.finding().message()).contains(message);
              assertThat(stop.waitsFor()).isEqualTo(waitsFor);
            });
  }
}
