package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of an upgrade while it is under way. */
public final class UpgradeWords {
  private static final List<UpgradePhase> FORWARD =
      List.of(
          UpgradePhase.QUIESCING,
          UpgradePhase.SNAPSHOTTING,
          UpgradePhase.UPGRADING,
          UpgradePhase.VERIFYING,
          UpgradePhase.SWITCHING,
          UpgradePhase.OPENING,
          UpgradePhase.WATCHING);

  private static final List<UpgradePhase> BACK =
      List.of(UpgradePhase.RESTORING, UpgradePhase.REVERTING);

  private UpgradeWords() {}

  /** Which of how many steps is being done, of an upgrade that runs. */
  public static String progress(LedgerTenant tenant, Operation operation) {
    var phase = requireNonNull(operation.upgrade()).phase();
    var steps = phase.failed() ? BACK : FORWARD;
    return "Step %d of %d%s: %s."
        .formatted(
            steps.indexOf(phase) + 1,
            steps.size(),
            phase.failed() ? " back" : "",
            work(tenant, operation, phase));
  }

  private static String work(LedgerTenant tenant, Operation operation, UpgradePhase phase) {
    return switch (phase) {
      case QUIESCING -> "putting the tenant in maintenance";
      case SNAPSHOTTING -> "copying database " + tenant.database();
      case UPGRADING ->
          "upgrading database %s to release %s".formatted(tenant.database(), operation.target());
      case VERIFYING ->
          "reading whether database %s is on release %s"
              .formatted(tenant.database(), operation.target());
      case SWITCHING -> "turning the route to release " + operation.target();
      case OPENING -> "opening the tenant on release " + operation.target();
      case WATCHING -> "looking whether the tenant serves";
      case RESTORING -> "giving the tenant the copy of its database";
      case REVERTING -> "putting back its files on release " + tenant.release();
      case FAILED -> "done";
    };
  }

  /** Under {@link Reason#RollingBack} once the upgrade failed. */
  static Reason reason(Operation operation) {
    return requireNonNull(operation.upgrade()).phase().failed()
        ? Reason.RollingBack
        : Reason.Upgrading;
  }

  /** Something comes by itself. */
  static Optional<NextStep> waits(World world, String why) {
    return waits(world, why, null);
  }

  /**
   * {@link #waits(World, String)}.
   *
   * @param until when it comes, where that is known
   */
  static Optional<NextStep> waits(World world, String why, @Nullable Instant until) {
    var operation = requireNonNull(UpgradeStages.operation(world));
    return Optional.of(
        new Stop(
            ConditionType.UpToDate,
            new Finding(
                reason(operation),
                "%s %s%s"
                    .formatted(
                        progress(requireNonNull(world.ledger()), operation),
                        why,
                        because(operation))),
            WaitsFor.TIME,
            until));
  }

  /** A Job is at work. */
  static Optional<NextStep> job(World world, Operation operation, String how) {
    return waits(world, "Job %s does it. %s".formatted(operation.jobName(), how));
  }

  /** A Job failed, and is made again later. */
  static Optional<NextStep> pause(World world, Operation operation, boolean stuck) {
    var failure = requireNonNull(operation.failure());
    var tries = requireNonNull(operation.upgrade()).tries();
    return Optional.of(
        new Stop(
            ConditionType.UpToDate,
            new Finding(
                stuck ? Reason.UpgradeHeld : reason(operation),
                "%s %s It is tried again at %s by itself, for the %s time."
                    .formatted(
                        progress(requireNonNull(world.ledger()), operation),
                        failure.message(),
                        operation.notBefore(),
                        ordinal(tries + 1))),
            stuck ? WaitsFor.PERSON : WaitsFor.TIME,
            operation.notBefore()));
  }

  private static String ordinal(int number) {
    return switch (number) {
      case 2 -> "2nd";
      case 3 -> "3rd";
      default -> number + "th";
    };
  }

  private static String because(Operation operation) {
    var failure = operation.failure();
    if (failure == null) {
      return "";
    }
    var failed = requireNonNull(operation.upgrade()).phase().failed();
    return (failed ? " The upgrade failed: " : " A Job of it failed before: ") + failure.message();
  }

  /** What a tenant whose Job has no room says. */
  public static Blocked queued(LedgerTenant tenant, Operation operation, int most) {
    return Blocked.byTime(
        ConditionType.UpToDate,
        reason(operation),
        "%s Job %s does it when it is its turn: the platform runs %d Jobs at a time (jobs.maxConcurrent)."
            .formatted(progress(tenant, operation), operation.jobName(), most));
  }

  static Finding incomplete(World world, Operation operation) {
    var moodle = world.progress().moodle();
    return new Finding(
        Reason.UpgradeIncomplete,
        "Job %s ended as it should, but database %s %s. Read the log of the Job's pod."
            .formatted(
                operation.jobName(),
                requireNonNull(world.ledger()).database(),
                moodle == null
                    ? "holds no Moodle any more"
                    : moodle.upgradeRunning()
                        ? "says that an upgrade is still running"
                        : "is not on the versions of release " + operation.target()));
  }

  static Finding forgotten(String release) {
    return new Finding(
        Reason.UnknownRelease,
        "The platform does not have release %s any more. Add it to releases again."
            .formatted(release));
  }
}
