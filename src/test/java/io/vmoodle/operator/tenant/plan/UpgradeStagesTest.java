package io.vmoodle.operator.tenant.plan;

import static io.vmoodle.operator.tenant.plan.UpgradeSteps.FAILURE;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.MARIADB;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.WHY;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.WISH;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.assertDo;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.assertEnter;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.assertEnterReason;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.assertStop;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.ended;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.failures;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.read;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.registry.Metadata;
import io.vmoodle.operator.routing.ChangeBudget.Answer;
import io.vmoodle.operator.routing.RouteAnswer;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.tenant.Upgrading;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Installation;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.RouteState;
import io.vmoodle.operator.tenant.facts.UpgradeFacts;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.work.TenantWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UpgradeStagesTest {
  @ParameterizedTest
  @EnumSource(
      value = UpgradePhase.class,
      names = {"QUIESCING", "UPGRADING", "OPENING", "REVERTING"})
  void everyJobIsMadeNotedAndWaitedFor(UpgradePhase phase) {
    assertDo(Upgrading.in(WISH, phase), new Action.CreateJob());
    var made = Upgrading.operation(phase, OperationStep.PLANNED, 0, null);
    for (var verdict :
        Stream.concat(failures().skip(1), Stream.of(new JobVerdict.Running(Worlds.THEN)))
            .toList()) {
      assertDo(Upgrading.at(WISH, made, verdict), new Action.NoteJob());
    }
    var running = Upgrading.seen(WISH, phase, new JobVerdict.Running(Worlds.THEN));
    assertStop(
        running,
        phase.failed() ? Reason.RollingBack : Reason.Upgrading,
        WaitsFor.TIME,
        "Job " + Upgrading.JOB);
    assertThat(((Stop) running.provisioned()).finding().message())
        .startsWith("Step ")
        .contains(" of ");
  }

  @ParameterizedTest
  @EnumSource(
      value = UpgradePhase.class,
      names = {"QUIESCING", "UPGRADING", "OPENING", "REVERTING", "VERIFYING", "RESTORING"})
  void nothingGoesOnWhileAnotherJobOrPodMayWork(UpgradePhase phase) {
    var operation = Upgrading.operation(phase, OperationStep.PLANNED, 0, null);
    var open =
        new Installation(
            new JobVerdict.Absent(), true, Set.of("x"), Set.of("x"), true, false, true, Set.of());
    var ending =
        new Installation(
            new JobVerdict.Absent(), true, Set.of(), Set.of(), true, false, true, Set.of());

    assertDo(
        Upgrading.in(WISH, phase).installing(operation, open), new Action.RemoveJobs(Set.of("x")));
    assertThat(Upgrading.in(WISH, phase).installing(operation, ending).provisioned())
        .isInstanceOf(Stop.class);
  }

  /** The operator itself removed it, and there is nobody to be looked for. */
  @Test
  void aJobThatWentWithADeletedTenantMayHaveRunWhenTheTenantComesBack() {
    var withdrawn = Upgrading.operation(UpgradePhase.UPGRADING, OperationStep.WITHDRAWN, 0, null);

    assertEnter(
        Upgrading.at(WISH, withdrawn, new JobVerdict.Absent()),
        UpgradePhase.VERIFYING,
        new Finding(
            Reason.JobLost,
            "Job %s was removed when the tenant was deleted, and nobody knows what it did."
                .formatted(Upgrading.JOB)));
  }

  @ParameterizedTest
  @EnumSource(
      value = UpgradePhase.class,
      names = {"QUIESCING", "SNAPSHOTTING", "UPGRADING", "OPENING", "REVERTING"})
  void aJobIsLostOnlyWhenTheApiServerItselfHasNone(UpgradePhase phase) {
    assertDo(
        Upgrading.seen(MARIADB, phase, new JobVerdict.Absent()).progress(Progress.NONE),
        new Action.ConfirmJobLoss(Upgrading.JOB));
  }

  @Test
  void aTenantInMaintenanceIsCopied() {
    assertEnter(ended(UpgradePhase.QUIESCING), UpgradePhase.SNAPSHOTTING, null);
  }

  @ParameterizedTest
  @MethodSource("io.vmoodle.operator.tenant.plan.UpgradeSteps#failures")
  void whatFailsBeforeTheDatabaseIsTouchedLeavesItAsItIs(JobVerdict verdict) {
    assertEnter(
        Upgrading.seen(WISH, UpgradePhase.QUIESCING, verdict),
        UpgradePhase.REVERTING,
        why(verdict));
    assertEnter(
        Upgrading.seen(MARIADB, UpgradePhase.SNAPSHOTTING, verdict),
        UpgradePhase.REVERTING,
        why(verdict));
  }

  /** The same image could not open it again either, and there is nothing to open. */
  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"JobImageUnavailable", "JobUnschedulable", "JobNotStarted", "JobNotSwitched"})
  void whereNothingRanNothingIsPutBack(Reason reason) {
    var why = new Finding(reason, "No.");

    assertEnter(
        Upgrading.seen(WISH, UpgradePhase.QUIESCING, new JobVerdict.Failed(why, false)),
        UpgradePhase.FAILED,
        why);
  }

  @Test
  void aJobThatFoundAnotherAtWorkIsMadeAgainAFewTimes() {
    var busy = new Finding(Reason.JobBusy, "Cron works.");
    var verdict = new JobVerdict.Failed(busy, true);

    assertDo(Upgrading.seen(WISH, UpgradePhase.QUIESCING, verdict), new Action.RetryJob(busy));
    assertEnter(
        Upgrading.at(
            WISH,
            Upgrading.operation(UpgradePhase.QUIESCING, OperationStep.STARTED, 5, null),
            verdict),
        UpgradePhase.FAILED,
        busy);
  }

  @Test
  void aRetryWaitsForItsTime() {
    var operation = Upgrading.operation(UpgradePhase.QUIESCING, OperationStep.PLANNED, 1, FAILURE);
    var early = Upgrading.installation(new JobVerdict.Absent(), false);
    var waits = Upgrading.in(WISH, UpgradePhase.QUIESCING).installing(operation, early);

    assertStop(waits, Reason.Upgrading, WaitsFor.TIME, "It broke.");
    assertThat(((Stop) waits.provisioned()).until()).isEqualTo(Worlds.THEN);
  }

  /** A Job that fails and is made again is no upgrade that failed. */
  @Test
  void onlyAnUpgradeThatIsPutBackHasFailed() {
    var running = new JobVerdict.Running(Worlds.THEN);
    var opening = Upgrading.operation(UpgradePhase.OPENING, OperationStep.STARTED, 1, FAILURE);
    var reverting = Upgrading.operation(UpgradePhase.REVERTING, OperationStep.STARTED, 0, FAILURE);

    assertStop(
        Upgrading.at(WISH, opening, running),
        Reason.Upgrading,
        WaitsFor.TIME,
        "A Job of it failed before: It broke.");
    assertStop(
        Upgrading.at(WISH, reverting, running),
        Reason.RollingBack,
        WaitsFor.TIME,
        "The upgrade failed: It broke.");
  }

  /** The ledger's times are those of a clock that may jump, turns for routes those of another. */
  @Test
  void whatHasATimeIsLookedAtAgainAtThatTime() {
    var operation = Upgrading.operation(UpgradePhase.QUIESCING, OperationStep.PLANNED, 1, FAILURE);
    var waits =
        Upgrading.in(WISH, UpgradePhase.QUIESCING)
            .installing(operation, Upgrading.installation(new JobVerdict.Absent(), false));

    assertThat(
            new TenantWork.Result(waits.world(), waits.provisioned())
                .pause(Worlds.THEN.minusSeconds(2), Instant.EPOCH, Duration.ofSeconds(30)))
        .contains(Duration.ofMillis(2_001));
  }

  @Test
  void howeverTheUpgradingJobEndsTheDatabaseIsLookedAt() {
    assertEnter(ended(UpgradePhase.UPGRADING), UpgradePhase.VERIFYING, null);
    for (var verdict : failures().toList()) {
      assertEnter(
          Upgrading.seen(WISH, UpgradePhase.UPGRADING, verdict),
          UpgradePhase.VERIFYING,
          why(verdict));
    }
  }

  @Test
  void aDatabaseOnTheNewReleaseIsSwitched() {
    var verifying = Upgrading.in(WISH, UpgradePhase.VERIFYING);
    assertDo(verifying, new Action.ReadMoodle());

    var step = verifying.progress(read(Upgrading.NEW_HASH, false)).provisioned();

    assertThat(step)
        .isInstanceOfSatisfying(
            Do.class,
            it ->
                assertThat(it.action())
                    .isInstanceOfSatisfying(
                        Action.SwitchRelease.class,
                        action -> assertThat(Metadata.release(action.desired())).contains("4.5")));
  }

  /** What the Job said matters only for what is told. */
  @Test
  void anyOtherDatabaseIsPutBack() {
    for (var found :
        Stream.of(
                read(Upgrading.OLD_HASH, false),
                read(Upgrading.NEW_HASH, true),
                read("", false),
                Progress.NONE.withMoodle(null))
            .toList()) {
      var good = Upgrading.in(WISH, UpgradePhase.VERIFYING).progress(found).provisioned();
      assertThat(good)
          .isInstanceOfSatisfying(
              Do.class,
              it ->
                  assertThat(it.action())
                      .isInstanceOfSatisfying(
                          Action.EnterPhase.class,
                          enter -> {
                            assertThat(enter.phase()).isEqualTo(UpgradePhase.RESTORING);
                            assertThat(enter.failure())
                                .extracting(why -> why.reason())
                                .isEqualTo(Reason.UpgradeIncomplete);
                          }));
      var failed =
          Upgrading.at(
              WISH,
              Upgrading.operation(UpgradePhase.VERIFYING, OperationStep.STARTED, 0, FAILURE),
              new JobVerdict.Failed(WHY, true));
      assertEnter(failed.progress(found), UpgradePhase.RESTORING, null);
    }
  }

  @Test
  void aReleaseThatThePlatformForgotIsNotSwitchedTo() {
    var without =
        Upgrading.read(
            Upgrading.wishes()
                .platform("defaultRelease: \"4.4\"")
                .platform(
                    "releases: [{name: \"4.4\", image: \"m:4.4\", service: {name: moodle-44}}]"));

    assertEnterReason(
        Upgrading.in(without, UpgradePhase.UPGRADING),
        UpgradePhase.VERIFYING,
        Reason.UnknownRelease);
    assertEnterReason(
        Upgrading.in(without, UpgradePhase.VERIFYING).progress(read(Upgrading.NEW_HASH, false)),
        UpgradePhase.RESTORING,
        Reason.UnknownRelease);
  }

  @Test
  void theTenantOpensOnlyWhenTheRouteHasTurned() {
    var switching = Upgrading.in(WISH, UpgradePhase.SWITCHING);

    assertThat(switching.route(RouteState.DIFFERENT).provisioned())
        .isEqualTo(new Do(ConditionType.Routed, new Action.Serve()));
    assertEnter(switching, UpgradePhase.OPENING, null);
    var early = switching.upgrade(new UpgradeFacts(Presence.PRESENT, false, false, Set.of()));
    assertStop(early, Reason.Upgrading, WaitsFor.TIME, "rollout.settle");
    assertThat(((Stop) early.provisioned()).until()).isEqualTo(Worlds.THEN.plusSeconds(30));
    var queued =
        new RouteState(RouteLead.ELSEWHERE, new RouteAnswer.Accepted(), RouteLead.NOWHERE, true);
    assertStop(
        switching
            .route(queued)
            .progress(Progress.NONE.withRouteChange(new Answer.Queued(Worlds.THEN))),
        Reason.Upgrading,
        WaitsFor.TIME,
        "turn");
  }

  /** Where a platform changes its kind of route, the other one leads to the code from before. */
  @Test
  void theTenantOpensOnlyWhenNoRouteLeadsToTheOldRelease() {
    var switching = Upgrading.in(WISH, UpgradePhase.SWITCHING);

    assertDo(switching.route(both(new RouteAnswer.Accepted())), new Action.RemoveOldRoute());
    assertThat(switching.route(both(new RouteAnswer.Refused("No listener."))).provisioned())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> {
              assertThat(stop.at()).isEqualTo(ConditionType.Routed);
              assertThat(stop.finding().message()).startsWith("No listener.");
            });
  }

  private static RouteState both(RouteAnswer answer) {
    return new RouteState(RouteLead.RELEASE, answer, RouteLead.ELSEWHERE, true);
  }

  /** Visitors may have written by then. */
  @ParameterizedTest
  @MethodSource("io.vmoodle.operator.tenant.plan.UpgradeSteps#failures")
  void whatWasOpenedIsNeverPutBack(JobVerdict verdict) {
    assertDo(
        Upgrading.seen(WISH, UpgradePhase.OPENING, verdict), new Action.RetryJob(why(verdict)));
    assertEnter(ended(UpgradePhase.OPENING), UpgradePhase.WATCHING, null);
  }

  @Test
  void somebodyIsToldWhenAJobFailsAgainAndAgain() {
    for (var phase : Set.of(UpgradePhase.OPENING, UpgradePhase.REVERTING)) {
      var waits =
          Upgrading.in(WISH, phase)
              .installing(
                  Upgrading.operation(phase, OperationStep.PLANNED, 3, FAILURE),
                  Upgrading.installation(new JobVerdict.Absent(), false));

      assertStop(waits, Reason.UpgradeHeld, WaitsFor.PERSON, "It broke.");
    }
  }

  @Test
  void aTenantThatServesAgainIsDone() {
    assertDo(Upgrading.in(WISH, UpgradePhase.WATCHING), new Action.EndUpgrade());
    assertThat(Upgrading.in(WISH, UpgradePhase.WATCHING).route(RouteState.DIFFERENT).provisioned())
        .isEqualTo(new Do(ConditionType.Routed, new Action.Serve()));
  }

  @Test
  void whatIsKeptGoesWhenItsTimeHasCome() {
    var outdated = new UpgradeFacts(Presence.UNKNOWN, false, true, Set.of(2));

    assertThat(
            Worlds.settled(Upgrading.read(Upgrading.wishes().platform("defaultRelease: \"4.4\"")))
                .upgrade(outdated)
                .provisioned())
        .isEqualTo(new Do(ConditionType.UpToDate, new Action.DropKept(Set.of(2))));
    assertDo(Upgrading.in(WISH, UpgradePhase.UPGRADING).upgrade(outdated), new Action.CreateJob());
  }

  /** A rotation would take the login that a way back needs. */
  @Test
  void credentialsStayMeanwhile() {
    var asked = Upgrading.read(Upgrading.wishes().rotation("please"));

    assertDo(Upgrading.in(asked, UpgradePhase.UPGRADING), new Action.CreateJob());
  }

  @ParameterizedTest
  @EnumSource(UpgradePhase.class)
  void visitorsFindTheTenantExceptAtBothEnds(UpgradePhase phase) {
    var begins = Upgrading.in(WISH, phase).world();
    var seen = Upgrading.seen(WISH, phase, new JobVerdict.Absent()).world();

    assertThat(UpgradeStages.inMaintenance(begins))
        .isEqualTo(
            !Set.of(UpgradePhase.QUIESCING, UpgradePhase.WATCHING, UpgradePhase.FAILED)
                .contains(phase));
    assertThat(UpgradeStages.inMaintenance(seen))
        .isEqualTo(!Set.of(UpgradePhase.WATCHING, UpgradePhase.FAILED).contains(phase));
  }
}
