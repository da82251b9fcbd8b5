package io.vmoodle.operator.tenant.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.OperationStatus;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.OperationType;
import io.vmoodle.operator.ledger.Upgrade;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.tenant.Upgrading;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.work.TenantWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which phases of an upgrade are not told of yet, and for how long. */
class PassingPhaseTest {
  private static final Wish WISH = Upgrading.read(Upgrading.wishes());
  private static final Instant BEGIN = Worlds.THEN;

  /** When the phase began; the upgrade began a minute earlier. */
  private static final Instant PHASE = BEGIN.plusSeconds(60);

  private static VirtualMoodle silent() {
    return Manifests.tenant("moodle", "hugo", "hugo.example.edu");
  }

  /** Its status tells of an upgrade of this number. */
  private static VirtualMoodle telling(long number) {
    var tenant = silent();
    tenant.setStatus(
        new TenantStatus(
            1L,
            List.of(),
            Worlds.ID,
            null,
            null,
            null,
            null,
            "4.4",
            null,
            null,
            new OperationStatus("Upgrade", number, "4.5", "Quiescing", 1, BEGIN, Upgrading.JOB)));
    return tenant;
  }

  @ParameterizedTest
  @EnumSource(
      value = UpgradePhase.class,
      names = {"QUIESCING", "UPGRADING", "OPENING"})
  void thatOfAJobIsToldOnceItHasLastedTwoSeconds(UpgradePhase phase) {
    assertThat(left(running(phase), PHASE.plusMillis(300))).contains(Duration.ofMillis(1700));
    assertThat(left(running(phase), PHASE.plusMillis(2000))).isEmpty();
  }

  @Test
  void thatAnUpgradeHasBegunIsToldHoweverFastItGoesOn() {
    var begun = new Upgrade(UpgradePhase.UPGRADING, 7, 2, "x", 0, BEGIN, BEGIN.plusMillis(1500));

    for (var tenant : List.of(silent(), telling(6))) {
      assertThat(PassingPhase.left(tenant, running(begun), BEGIN.plusMillis(1600)))
          .contains(Duration.ofMillis(400));
      assertThat(PassingPhase.left(tenant, running(begun), BEGIN.plusMillis(2000))).isEmpty();
    }
  }

  @Test
  void aClockThatWasSetBackKeepsNothingUntold() {
    assertThat(left(running(UpgradePhase.UPGRADING), PHASE.minusMillis(1))).isEmpty();
  }

  @Test
  void theWayBackIsToldAtOnce() {
    assertThat(left(running(UpgradePhase.REVERTING), PHASE)).isEmpty();
  }

  @Test
  void whatWaitsForAPersonIsToldAtOnce() {
    assertThat(left(stopped(ConditionType.UpToDate, WaitsFor.PERSON), PHASE)).isEmpty();
  }

  @Test
  void whatHoldsUpMoreThanTheUpgradeIsToldAtOnce() {
    assertThat(left(stopped(ConditionType.DatabaseReady, WaitsFor.TIME), PHASE)).isEmpty();
  }

  @Test
  void theEndIsToldAtOnce() {
    var ended = new TenantWork.Result(Worlds.settled(WISH).world(), new NextStep.Settled());

    assertThat(left(ended, BEGIN)).isEmpty();
  }

  private static Optional<Duration> left(TenantWork.Result result, Instant now) {
    return PassingPhase.left(telling(7), result, now);
  }

  private static TenantWork.Result running(UpgradePhase phase) {
    return running(new Upgrade(phase, 7, 2, "x", 0, BEGIN, PHASE));
  }

  private static TenantWork.Result running(Upgrade upgrade) {
    var world = at(upgrade);
    return new TenantWork.Result(world.world(), world.provisioned());
  }

  private static Worlds at(Upgrade upgrade) {
    var operation =
        new Operation(
            OperationType.UPGRADE,
            "4.5",
            1,
            OperationStep.STARTED,
            Upgrading.JOB,
            null,
            null,
            upgrade);
    return Upgrading.at(WISH, operation, new JobVerdict.Running(BEGIN));
  }

  private static TenantWork.Result stopped(ConditionType at, WaitsFor waitsFor) {
    return new TenantWork.Result(
        at(new Upgrade(UpgradePhase.UPGRADING, 7, 2, "x", 0, BEGIN, PHASE)).world(),
        new Stop(at, new Finding(Reason.Upgrading, "It takes a while."), waitsFor));
  }
}
