package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.OperationType;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stages that end with a Moodle in the tenant's database.
 *
 * <p>A Job may have run whatever is said of it, and may still run where nobody sees it. So none
 * ever gets a database in which another may have worked, and what came of it is read there, never
 * from how the Job ended.
 */
public final class InstallStages {
  private InstallStages() {}

  static Optional<NextStep> install(Wish wish, World world) {
    if (world.installed()) {
      return Optional.empty();
    }
    var operation = requireNonNull(world.ledger()).operation();
    if (operation == null) {
      return lacking(wish, world).or(() -> step(new Action.BeginInstall()));
    }
    return switch (world.installation().job()) {
      case JobVerdict.Absent() when operation.step() == OperationStep.PLANNED ->
          Optional.of(begin(wish, world, operation));
      case JobVerdict verdict when operation.step() == OperationStep.PLANNED ->
          step(new Action.NoteJob());
      case JobVerdict.Absent() when operation.step() == OperationStep.WITHDRAWN ->
          ended(world, null);
      case JobVerdict.Absent() ->
          world.progress().jobGone()
              ? ended(world, lost(operation))
              : step(new Action.ConfirmJobLoss(operation.jobName()));
      case JobVerdict.Waiting(String why) -> waits(world, operation, why);
      case JobVerdict.Running running ->
          waits(world, operation, "It runs since %s.".formatted(running.since()));
      case JobVerdict.Succeeded succeeded -> ended(world, incomplete(world, operation));
      case JobVerdict.Failed(Finding why, boolean over) -> ended(world, why);
    };
  }

  /** What is left of an installation once a Moodle is there, or of an upgrade that is over. */
  static Optional<NextStep> tidy(Wish wish, World world) {
    var installation = world.installation();
    var operation = world.ledger() == null ? null : world.ledger().operation();
    if (!world.installed() || (operation != null && operation.isRunningUpgrade())) {
      return Optional.empty();
    }
    if (operation != null && operation.type() == OperationType.INSTALL) {
      return step(new Action.EndOperation());
    }
    if (!installation.openJobs().isEmpty()) {
      return step(new Action.RemoveJobs(installation.openJobs()));
    }
    return installation.secretStored() ? step(new Action.RemoveJobSecret()) : Optional.empty();
  }

  /** Nothing of this attempt is there yet. */
  private static NextStep begin(Wish wish, World world, Operation operation) {
    var installation = world.installation();
    if (!installation.openJobs().isEmpty()) {
      return todo(new Action.RemoveJobs(installation.openJobs()));
    }
    if (!installation.leftovers().isEmpty()) {
      return todo(new Action.DropLeftovers(installation.leftovers()));
    }
    if (!installation.due()) {
      return pause(operation);
    }
    var needsAdmin =
        wish.spec().site().admin().passwordSecretRef() == null && !installation.adminSecretStored();
    return lacking(wish, world)
        .orElseGet(
            () -> todo(needsAdmin ? new Action.CreateAdminSecret() : new Action.CreateJob()));
  }

  /** What a person has to provide before a Job can do anything. */
  private static Optional<NextStep> lacking(Wish wish, World world) {
    var problem = world.adminPasswordProblem();
    if (problem != null) {
      return Optional.of(new Stop(ConditionType.Installed, problem, WaitsFor.PERSON));
    }
    return unusable(wish, requireNonNull(world.ledger()).release());
  }

  /**
   * Why nothing is installed from a release. Of one whose code was not read nobody knows whether
   * its scripts work, nor when its Moodle is complete.
   */
  private static Optional<NextStep> unusable(Wish wish, String release) {
    var platform = wish.platform();
    if (platform.release(release).isEmpty()) {
      return Optional.of(
          new Stop(
              ConditionType.Installed,
              new Finding(
                  Reason.UnknownRelease,
                  "The tenant is to be installed with release %s, which the platform does not have any more. Add it to releases again."
                      .formatted(release)),
              WaitsFor.PERSON));
    }
    var code = platform.code(release);
    if (code.isEmpty()) {
      return Optional.of(
          new Stop(
              ConditionType.Installed,
              new Finding(
                  Reason.ReleaseNotProbed,
                  "The database is ready. Nothing is installed from release %s before a Job has read its code; status.releases of platform %s says what that waits for. It goes on by itself."
                      .formatted(release, platform.name())),
              WaitsFor.TIME));
    }
    return code.get().usable()
        ? Optional.empty()
        : Optional.of(
            new Stop(
                ConditionType.Installed,
                new Finding(
                    Reason.ReleaseSetUpWrong,
                    "The database is ready. Nothing is installed from release %s, whose code base is set up in a way that its scripts do not work. Correct what status.releases of platform %s says."
                        .formatted(release, platform.name())),
                WaitsFor.PERSON));
  }

  /** The Job is over, or is given up; what counts is what is in the database. */
  private static Optional<NextStep> ended(World world, @Nullable Finding why) {
    if (!world.progress().moodleRead()) {
      return step(new Action.ReadMoodle());
    }
    var moodle = world.progress().moodle();
    return step(
        moodle != null && moodle.completeFor(requireNonNull(world.ledger()).id())
            ? new Action.RecordInstalled()
            : new Action.NextGeneration(why));
  }

  private static Finding lost(Operation operation) {
    return new Finding(
        Reason.JobLost,
        "Job %s is gone, and nobody knows what it did. It is done again by itself; find out who removes Jobs."
            .formatted(operation.jobName()));
  }

  private static Finding incomplete(World world, Operation operation) {
    var moodle = world.progress().moodle();
    return new Finding(
        Reason.InstallIncomplete,
        "Job %s ended as it should, but database %s holds %s. Read the log of the Job's pod."
            .formatted(
                operation.jobName(),
                requireNonNull(world.ledger()).database(),
                moodle == null ? "no Moodle" : "one that is not complete"));
  }

  private static Optional<NextStep> waits(World world, Operation operation, String why) {
    return Optional.of(
        new Stop(
            ConditionType.Installed,
            new Finding(
                Reason.WaitingForJob,
                "Job %s installs Moodle in database %s. %s%s"
                    .formatted(
                        operation.jobName(),
                        requireNonNull(world.ledger()).database(),
                        why,
                        before(operation))),
            WaitsFor.TIME));
  }

  /** The reason is that of the attempt that failed: it is what somebody can do something about. */
  private static NextStep pause(Operation operation) {
    var failure = requireNonNull(operation.failure());
    return new Stop(
        ConditionType.Installed,
        new Finding(
            reason(failure),
            "%s Attempt %d begins at %s by itself, with another database."
                .formatted(failure.message(), operation.attempt(), operation.notBefore())),
        WaitsFor.TIME,
        operation.notBefore());
  }

  private static String before(Operation operation) {
    var failure = operation.failure();
    return failure == null
        ? ""
        : " This is attempt %d; the one before failed: %s"
            .formatted(operation.attempt(), failure.message());
  }

  /** A newer operator may have known more of them. */
  static Reason reason(Operation.Failure failure) {
    for (var known : Reason.values()) {
      if (known.name().equals(failure.reason())) {
        return known;
      }
    }
    return Reason.JobFailed;
  }

  /** What a tenant that waits for its turn says. */
  public static Blocked queued(LedgerTenant tenant, int most) {
    return Blocked.byTime(
        ConditionType.Installed,
        Reason.WaitingForJob,
        "The database is ready. Job %s installs Moodle in it when it is its turn: the platform runs %d Jobs at a time (jobs.maxConcurrent)."
            .formatted(
                requireNonNullElse(
                    tenant.operation() == null ? null : tenant.operation().jobName(), tenant.id()),
                most));
  }

  private static Optional<NextStep> step(Action action) {
    return Optional.of(todo(action));
  }

  private static NextStep todo(Action action) {
    return new Do(ConditionType.Installed, action);
  }
}
