package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.WishedState;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Task;
import io.vmoodle.operator.ledger.TaskKind;
import io.vmoodle.operator.tenant.facts.UpkeepJob;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.Optional;
import java.util.Set;

/**
 * The stages that keep a tenant from its visitors, or let them in again, as its state is wished;
 * and what all work that one Job does has in common.
 */
public final class UpkeepStages {
  private UpkeepStages() {}

  /** The ledger comes first; the row and the route of all platforms' tenants follow from it. */
  static Optional<NextStep> suspend(Wish wish, World world) {
    var wanted = wish.spec().state() == WishedState.Suspended;
    return isBusy(world) || ledger(world).upkeep().suspended() == wanted
        ? Optional.empty()
        : Optional.of(new Do(ConditionType.Routed, new Action.NoteSuspension(wanted)));
  }

  /** Whoever is suspended is left as it is: no visitor sees its maintenance. */
  static Optional<NextStep> maintain(Wish wish, World world) {
    var upkeep = ledger(world).upkeep();
    if (!world.installed() || !world.created() || isBusy(world) || upkeep.suspended()) {
      return Optional.empty();
    }
    var wanted = wish.spec().state() == WishedState.Maintenance;
    var kind = wanted ? TaskKind.MAINTENANCE_ON : TaskKind.MAINTENANCE_OFF;
    var task = upkeep.task();
    if (task == null) {
      return upkeep.maintenance() == wanted ? Optional.empty() : step(new Action.PlanTask(kind));
    }
    return Optional.of(task.kind() == kind ? work(wish, world, task) : giveUp(world, task, kind));
  }

  /**
   * Something else is being done to it, with Jobs of its own, for which the boot must let it in. An
   * upgrade that failed is only remembered.
   */
  private static boolean isBusy(World world) {
    var operation = ledger(world).operation();
    return world.installed()
        && operation != null
        && (operation.upgrade() == null || operation.isRunningUpgrade());
  }

  /** A Job of the other wish may still run, and must not have the last word. */
  private static NextStep giveUp(World world, Task task, TaskKind next) {
    if (!(world.upkeep().verdict() instanceof JobVerdict.Absent)) {
      return todo(new Action.RemoveJobs(Set.of(name(world, task))));
    }
    return world.installation().podsLeft()
        ? waits(
            world,
            task,
            "Its pod has to end before another wish is followed; where the node of it is gone, that takes minutes.")
        : todo(new Action.PlanTask(next));
  }

  private static NextStep work(Wish wish, World world, Task task) {
    return switch (world.upkeep().verdict()) {
      case JobVerdict.Absent() -> begin(wish, world, task);
      case JobVerdict.Waiting(String why) -> waits(world, task, why);
      case JobVerdict.Running running ->
          waits(world, task, "It runs since %s.".formatted(running.since()));
      case JobVerdict.Succeeded succeeded -> todo(new Action.EndTask());
      case JobVerdict.Failed(Finding why, boolean over) -> todo(new Action.RetryTask(why));
    };
  }

  private static NextStep begin(Wish wish, World world, Task task) {
    if (!world.upkeep().due()) {
      return pause(task, "");
    }
    var release = ledger(world).release();
    return wish.platform().release(release).isPresent()
        ? todo(new Action.CreateTaskJob())
        : new Stop(
            ConditionType.Ready,
            new Finding(
                Reason.UnknownRelease,
                "Maintenance is begun and ended by a Job with the code of release %s, which the platform does not have any more. Add it to releases again."
                    .formatted(release)),
            WaitsFor.PERSON);
  }

  /**
   * What a task that waits for its next attempt says.
   *
   * @param wayOut what else can be done
   */
  static Stop pause(Task task, String wayOut) {
    var failure = requireNonNull(task.failure());
    return new Stop(
        ConditionType.Ready,
        new Finding(
            InstallStages.reason(failure),
            "%s Attempt %d begins at %s by itself.%s"
                .formatted(failure.message(), task.attempt(), task.notBefore(), wayOut)),
        WaitsFor.TIME,
        task.notBefore());
  }

  private static Stop waits(World world, Task task, String why) {
    return new Stop(
        ConditionType.Ready,
        new Finding(
            Reason.WaitingForJob,
            "Job %s %s. %s".formatted(name(world, task), does(task.kind()), why)),
        WaitsFor.TIME);
  }

  /** What a tenant that waits for its turn says. */
  public static Blocked queued(LedgerTenant tenant, Task task, int most) {
    return Blocked.byTime(
        ConditionType.Ready,
        Reason.WaitingForJob,
        "Job %s %s when it is its turn: the platform runs %d Jobs at a time (jobs.maxConcurrent)."
            .formatted(UpkeepJob.name(tenant.id(), task), does(task.kind()), most));
  }

  /** What a task does, after the name of its Job. */
  public static String does(TaskKind kind) {
    return switch (kind) {
      case MAINTENANCE_ON -> "puts the Moodle into maintenance";
      case MAINTENANCE_OFF -> "ends the Moodle's maintenance";
      case TRASH -> "removes the data folder";
    };
  }

  /** Whether the tenant's route is to lead to the unavailable Service. */
  static boolean isSuspended(World world) {
    return ledger(world).upkeep().suspended();
  }

  private static String name(World world, Task task) {
    return UpkeepJob.name(ledger(world).id(), task);
  }

  private static LedgerTenant ledger(World world) {
    return requireNonNull(world.ledger());
  }

  private static Optional<NextStep> step(Action action) {
    return Optional.of(todo(action));
  }

  private static NextStep todo(Action action) {
    return new Do(ConditionType.Ready, action);
  }
}
