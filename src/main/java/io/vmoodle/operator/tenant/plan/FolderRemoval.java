package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TaskKind;
import io.vmoodle.operator.tenant.facts.UpkeepJob;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.Optional;
import java.util.Set;

/**
 * The end of a removal: the data folder, whose database was dropped. That it was is in the ledger
 * with the plan of the Job, so that nothing of it is dropped again.
 */
final class FolderRemoval {
  private FolderRemoval() {}

  /** Whether the database is gone, and the folder's turn has come. */
  static boolean isPlanned(LedgerTenant ledger) {
    var task = ledger.upkeep().task();
    return task != null && task.kind() == TaskKind.TRASH;
  }

  /**
   * What is to be done before a tenant comes back whose folder was to be removed: a Job that was
   * let go of, and has waited for its storage since, would remove what the tenant gets.
   */
  static Optional<NextStep> stopped(World world, LedgerTenant ledger) {
    if (!isPlanned(ledger)) {
      return Optional.empty();
    }
    var job = UpkeepJob.name(ledger.id(), requireNonNull(ledger.upkeep().task()));
    if (!(world.upkeep().verdict() instanceof JobVerdict.Absent)) {
      return Optional.of(new Do(ConditionType.Accepted, new Action.RemoveJobs(Set.of(job))));
    }
    return world.installation().podsLeft()
        ? Optional.of(
            new Stop(
                ConditionType.Accepted,
                new Finding(
                    Reason.Progressing,
                    "An earlier tenant of this name was being removed. A pod of Job %s, which removes its folder, has to end first; where the pod's node is gone, that takes minutes."
                        .formatted(job)),
                WaitsFor.TIME))
        : Optional.empty();
  }

  static NextStep next(World world, LedgerTenant ledger) {
    if (!isPlanned(ledger)) {
      return Removal.step(
          mayHaveFolder(ledger) ? new Action.PlanTask(TaskKind.TRASH) : new Action.Purge());
    }
    return switch (world.upkeep().verdict()) {
      case JobVerdict.Absent() ->
          world.upkeep().due()
              ? Removal.step(new Action.CreateTaskJob())
              : UpkeepStages.pause(requireNonNull(ledger.upkeep().task()), wayOut(ledger));
      case JobVerdict.Waiting(String why) -> waits(ledger, why);
      case JobVerdict.Running running ->
          waits(ledger, "It runs since %s.".formatted(running.since()));
      case JobVerdict.Succeeded succeeded -> Removal.step(new Action.Purge());
      case JobVerdict.Failed(Finding why, boolean over) -> Removal.step(new Action.RetryTask(why));
    };
  }

  /** Only a Job makes it, and the first Job is that of an installation. */
  private static boolean mayHaveFolder(LedgerTenant ledger) {
    return ledger.installedAt() != null || ledger.generation() > 1 || ledger.operation() != null;
  }

  private static Stop waits(LedgerTenant ledger, String why) {
    return new Stop(
        ConditionType.Ready,
        new Finding(
            Reason.Deleting,
            "The database is dropped. Job %s removes the data folder. %s%s"
                .formatted(
                    UpkeepJob.name(ledger.id(), requireNonNull(ledger.upkeep().task())),
                    why,
                    wayOut(ledger))),
        WaitsFor.TIME);
  }

  private static String wayOut(LedgerTenant ledger) {
    return " To let go of the tenant and leave the folder, set the annotation vmoodle.io/release-hold: %s."
        .formatted(ledger.id());
  }
}
