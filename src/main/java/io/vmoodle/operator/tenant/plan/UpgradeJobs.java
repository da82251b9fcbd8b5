package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The Job of a phase, from the moment on in which it has a name. */
final class UpgradeJobs {
  /** As often a Job that found another process at work on the tenant is made again. */
  private static final int MOST_TRIES = 5;

  /** After so many tries somebody should look. */
  private static final int PATIENCE = 3;

  /** With these, nothing of the script ran. */
  private static final Set<Reason> NOTHING_DONE =
      EnumSet.of(
          Reason.JobImageUnavailable,
          Reason.JobUnschedulable,
          Reason.JobNotStarted,
          Reason.JobNotSwitched,
          Reason.JobBusy);

  private UpgradeJobs() {}

  static boolean didNothing(Finding why) {
    return NOTHING_DONE.contains(why.reason());
  }

  /** Whether the same Job may well succeed a little later. */
  static boolean mayBeAgain(World world, Finding why) {
    return why.reason() == Reason.JobBusy && tries(world) < MOST_TRIES;
  }

  /** Whether a Job was tried so often that a person should look. */
  static boolean isStuck(World world) {
    return tries(world) >= PATIENCE;
  }

  private static int tries(World world) {
    return requireNonNull(requireNonNull(UpgradeStages.operation(world)).upgrade()).tries();
  }

  static Optional<NextStep> of(Wish wish, World world, UpgradeStages.Job job) {
    var operation = requireNonNull(UpgradeStages.operation(world));
    return switch (world.installation().job()) {
      case JobVerdict.Absent() when operation.step() == OperationStep.PLANNED ->
          begin(wish, world, operation);
      case JobVerdict verdict when operation.step() == OperationStep.PLANNED ->
          UpgradeStages.step(new Action.NoteJob());
      case JobVerdict.Absent() ->
          world.progress().jobGone() || operation.step() == OperationStep.WITHDRAWN
              ? job.failed(wish, world, lost(operation))
              : UpgradeStages.step(new Action.ConfirmJobLoss(operation.jobName()));
      case JobVerdict.Waiting(String why) -> UpgradeWords.job(world, operation, why);
      case JobVerdict.Running running ->
          UpgradeWords.job(world, operation, "It runs since %s.".formatted(running.since()));
      case JobVerdict.Succeeded succeeded -> job.done(wish, world);
      case JobVerdict.Failed(Finding why, boolean over) -> job.failed(wish, world, why);
    };
  }

  /** One Job of a tenant at a time, and none while a pod of another may still work. */
  private static Optional<NextStep> begin(Wish wish, World world, Operation operation) {
    var others = gone(world);
    if (others.isPresent()) {
      return others;
    }
    if (!world.installation().due()) {
      return UpgradeWords.pause(world, operation, isStuck(world));
    }
    var release = release(world, operation);
    if (needsRelease(world) && wish.platform().release(release).isEmpty()) {
      if (phase(operation) == UpgradePhase.UPGRADING) {
        return UpgradeStages.enter(UpgradePhase.VERIFYING, UpgradeWords.forgotten(release));
      }
      return UpgradeStages.stop(
          Reason.UnknownRelease, UpgradeWords.forgotten(release).message(), WaitsFor.PERSON);
    }
    var byJob = phase(operation) == UpgradePhase.SNAPSHOTTING;
    if (byJob && wish.platform().spec().jobs().toolsImage() == null) {
      return UpgradeStages.enter(UpgradePhase.REVERTING, Preflight.NO_TOOLS);
    }
    return UpgradeStages.step(
        byJob && !world.progress().copyMade() ? new Action.CopyDatabase() : new Action.CreateJob());
  }

  /** Removes what may still work, and waits until its pods are gone or given up. */
  static Optional<NextStep> gone(World world) {
    var open = world.installation().openJobs();
    if (!open.isEmpty()) {
      return UpgradeStages.step(new Action.RemoveJobs(open));
    }
    return world.installation().podsLeft()
        ? UpgradeWords.waits(
            world,
            "A pod of an earlier Job comes to its end. It takes seconds; where the pod's node is gone, a few minutes.")
        : Optional.empty();
  }

  private static boolean needsRelease(World world) {
    return phase(requireNonNull(UpgradeStages.operation(world))) != UpgradePhase.SNAPSHOTTING;
  }

  /** The release whose code a phase's Job runs. */
  private static String release(World world, Operation operation) {
    return phase(operation) == UpgradePhase.UPGRADING
        ? operation.target()
        : requireNonNull(world.ledger()).release();
  }

  private static UpgradePhase phase(Operation operation) {
    return requireNonNull(operation.upgrade()).phase();
  }

  private static Finding lost(Operation operation) {
    return new Finding(
        Reason.JobLost,
        operation.step() == OperationStep.WITHDRAWN
            ? "Job %s was removed when the tenant was deleted, and nobody knows what it did."
                .formatted(operation.jobName())
            : "Job %s is gone, and nobody knows what it did. Find out who removes Jobs."
                .formatted(operation.jobName()));
  }
}
