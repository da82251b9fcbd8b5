package io.vmoodle.operator.tenant.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which phases of an upgrade are not told of yet, and for how long. */
class PassingPhaseTest {
  private static final Wish WISH = Upgrading.read(Upgrading.wishes());
  private static final Instant BEGIN = Worlds.THEN;

  @ParameterizedTest
  @EnumSource(
      value = UpgradePhase.class,
      names = {"QUIESCING", "UPGRADING", "OPENING"})
  void thatOfAJobIsToldOnceItHasLastedTwoSeconds(UpgradePhase phase) {
    assertThat(left(running(phase), BEGIN.plusMillis(300))).contains(Duration.ofMillis(1700));
    assertThat(left(running(phase), BEGIN.plusMillis(2000))).isEmpty();
  }

  @Test
  void aClockThatWasSetBackKeepsNothingUntold() {
    assertThat(left(running(UpgradePhase.UPGRADING), BEGIN.minusMillis(1))).isEmpty();
  }

  @Test
  void theWayBackIsToldAtOnce() {
    assertThat(left(running(UpgradePhase.REVERTING), BEGIN)).isEmpty();
  }

  @Test
  void whatWaitsForAPersonIsToldAtOnce() {
    assertThat(left(stopped(ConditionType.UpToDate, WaitsFor.PERSON), BEGIN)).isEmpty();
  }

  @Test
  void whatHoldsUpMoreThanTheUpgradeIsToldAtOnce() {
    assertThat(left(stopped(ConditionType.DatabaseReady, WaitsFor.TIME), BEGIN)).isEmpty();
  }

  @Test
  void theEndIsToldAtOnce() {
    var ended = new TenantWork.Result(Worlds.settled(WISH).world(), new NextStep.Settled());

    assertThat(left(ended, BEGIN)).isEmpty();
  }

  private static Optional<Duration> left(TenantWork.Result result, Instant now) {
    return PassingPhase.left(result, now);
  }

  private static TenantWork.Result running(UpgradePhase phase) {
    var world = Upgrading.seen(WISH, phase, new JobVerdict.Running(BEGIN));
    return new TenantWork.Result(world.world(), world.provisioned());
  }

  private static TenantWork.Result stopped(ConditionType at, WaitsFor waitsFor) {
    return new TenantWork.Result(
        Upgrading.in(WISH, UpgradePhase.UPGRADING).world(),
        new Stop(at, new Finding(Reason.Upgrading, "It takes a while."), waitsFor));
  }
}
