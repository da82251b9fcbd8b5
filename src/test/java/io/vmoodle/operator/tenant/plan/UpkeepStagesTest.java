package io.vmoodle.operator.tenant.plan;

import static io.vmoodle.operator.tenant.Worlds.THEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.OperationType;
import io.vmoodle.operator.ledger.Task;
import io.vmoodle.operator.ledger.TaskKind;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.ledger.Upkeep;
import io.vmoodle.operator.tenant.Upgrading;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Installation;
import io.vmoodle.operator.tenant.facts.RouteState;
import io.vmoodle.operator.tenant.facts.UpkeepJob;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Settled;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How visitors are kept away and let in again, step by step. */
class UpkeepStagesTest {
  private static final Wish ACTIVE = Wishes.install().wish();
  private static final Wish SUSPENDED = Wishes.install().tenant("state: Suspended").wish();
  private static final Wish MAINTENANCE = Wishes.install().tenant("state: Maintenance").wish();
  private static final Finding WHY = new Finding(Reason.JobFailed, "It broke.");
  private static final String JOB = "vm-abcdefghij-maintenance-7";

  @Test
  void aSuspendedTenantsRowAndRouteFollowTheLedger() {
    assertDo(Worlds.settled(SUSPENDED), ConditionType.Routed, new Action.NoteSuspension(true));

    var noted = Worlds.settled(SUSPENDED).upkeep(new Upkeep(true, false, null), UpkeepJob.NONE);
    assertThat(noted.desired(7L).enabled()).isFalse();
    assertThat(noted.provisioned())
        .isInstanceOfSatisfying(
            Do.class, step -> assertThat(step.action()).isInstanceOf(Action.WriteRow.class));
    assertDo(noted.registered(), ConditionType.Routed, new Action.Suspend());
    assertDo(
        noted.registered().route(RouteState.MISSING), ConditionType.Routed, new Action.Suspend());
    assertThat(noted.registered().route(RouteState.UNAVAILABLE).provisioned())
        .isEqualTo(new Settled());
  }

  @Test
  void aSuspendedTenantNeedsNoService() {
    var wish = Wishes.install().tenant("state: Suspended").withoutServices().wish();

    assertThat(
            Worlds.settled(wish)
                .upkeep(new Upkeep(true, false, null), UpkeepJob.NONE)
                .registered()
                .route(RouteState.UNAVAILABLE)
                .provisioned())
        .isEqualTo(new Settled());
  }

  @Test
  void oneWordLetsVisitorsInAgain() {
    var suspended =
        Worlds.settled(ACTIVE)
            .upkeep(new Upkeep(true, false, null), UpkeepJob.NONE)
            .registered()
            .route(RouteState.UNAVAILABLE);

    assertDo(suspended, ConditionType.Routed, new Action.NoteSuspension(false));
    assertDo(
        suspended.upkeep(Upkeep.NONE, UpkeepJob.NONE).registered(),
        ConditionType.Routed,
        new Action.Serve());
  }

  @Test
  void maintenanceIsPlannedInTheLedgerBeforeItsJobExists() {
    var wished = Worlds.settled(MAINTENANCE);

    assertDo(wished, new Action.PlanTask(TaskKind.MAINTENANCE_ON));
    assertDo(task(wished, TaskKind.MAINTENANCE_ON, absent()), new Action.CreateTaskJob());
    assertStop(
        task(wished, TaskKind.MAINTENANCE_ON, new JobVerdict.Running(THEN)),
        Reason.WaitingForJob,
        JOB);
    assertDo(
        task(wished, TaskKind.MAINTENANCE_ON, new JobVerdict.Succeeded(null)),
        new Action.EndTask());
    assertThat(wished.upkeep(new Upkeep(false, true, null), UpkeepJob.NONE).provisioned())
        .isEqualTo(new Settled());
  }

  @Test
  void whatFailedIsDoneAgainAfterAWhileAndSaidUntilThen() {
    var wished = Worlds.settled(MAINTENANCE);
    var later =
        new Task(
            TaskKind.MAINTENANCE_ON, 7, 2, THEN, new Operation.Failure("JobFailed", "It broke."));

    assertDo(
        task(wished, TaskKind.MAINTENANCE_ON, new JobVerdict.Failed(WHY, true)),
        new Action.RetryTask(WHY));
    assertStop(
        wished.upkeep(new Upkeep(false, false, later), new UpkeepJob(absent(), false)),
        Reason.JobFailed,
        "Attempt 2 begins at");
    assertDo(
        wished.upkeep(new Upkeep(false, false, later), new UpkeepJob(absent(), true)),
        new Action.CreateTaskJob());
  }

  /** A pod of the earlier wish must not have the last word. */
  @Test
  void anotherWishWaitsForTheEndOfTheJobOfTheOneBefore() {
    var changed = Worlds.settled(ACTIVE);

    assertDo(
        task(changed, TaskKind.MAINTENANCE_ON, new JobVerdict.Running(THEN)),
        new Action.RemoveJobs(Set.of(JOB)));
    assertStop(
        task(changed.installing(null, podsLeft()), TaskKind.MAINTENANCE_ON, absent()),
        Reason.WaitingForJob,
        JOB);
    assertDo(
        task(changed, TaskKind.MAINTENANCE_ON, absent()),
        new Action.PlanTask(TaskKind.MAINTENANCE_OFF));
  }

  @Test
  void nothingOfItIsBegunBesideAnInstallation() {
    var first = Operation.first(OperationType.INSTALL, "4.4", "vm-abcdefghij-install-1");

    assertThat(Worlds.registered(MAINTENANCE).installing(first, Installation.NONE).provisioned())
        .isInstanceOfSatisfying(
            Do.class,
            step -> assertThat(step.action()).isInstanceOf(Action.CreateAdminSecret.class));
  }

  @Test
  void nothingOfItIsBegunBesideAnUpgrade() {
    for (var wish : List.of(SUSPENDED, MAINTENANCE)) {
      assertThat(upgrading(wish, UpgradePhase.SNAPSHOTTING).provisioned())
          .isInstanceOfSatisfying(
              Do.class, step -> assertThat(step.towards()).isEqualTo(ConditionType.UpToDate));
    }
  }

  /** It stays in the ledger until another begins, which may be never. */
  @Test
  void anUpgradeThatFailedKeepsNothingFromIt() {
    assertDo(
        upgrading(SUSPENDED, UpgradePhase.FAILED),
        ConditionType.Routed,
        new Action.NoteSuspension(true));
    assertDo(
        upgrading(MAINTENANCE, UpgradePhase.FAILED), new Action.PlanTask(TaskKind.MAINTENANCE_ON));
  }

  private static Worlds upgrading(Wish wish, UpgradePhase phase) {
    return Worlds.settled(wish)
        .installing(Upgrading.operation(phase, OperationStep.STARTED, 0, null), Installation.NONE);
  }

  private static Worlds task(Worlds world, TaskKind kind, JobVerdict verdict) {
    return world.upkeep(
        new Upkeep(false, false, Task.first(kind, 7)), new UpkeepJob(verdict, true));
  }

  private static JobVerdict absent() {
    return new JobVerdict.Absent();
  }

  private static Installation podsLeft() {
    return new Installation(absent(), true, Set.of(), Set.of(), true, false, false, Set.of());
  }

  private static void assertDo(Worlds world, Action action) {
    assertDo(world, ConditionType.Ready, action);
  }

  private static void assertDo(Worlds world, ConditionType towards, Action action) {
    assertThat(world.provisioned()).isEqualTo(new Do(towards, action));
  }

  private static void assertStop(Worlds world, Reason reason, String words) {
    assertThat(world.provisioned())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> {
              assertThat(stop.finding().reason()).isEqualTo(reason);
              assertThat(stop.finding().message()).contains(words);
            });
  }
}
