package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.Upgrade;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.platform.state.ReleaseService;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stages of an upgrade that has begun. What a Job says is a hint: whether the database is on
 * the new release is read there. Until the tenant is opened, whatever fails leads back; after that,
 * visitors may have written, and nothing is put back.
 */
public final class UpgradeStages {
  private UpgradeStages() {}

  /** All that is done before the route is turned, and all that leads back. */
  static Optional<NextStep> work(Wish wish, World world) {
    var upgrade = running(world);
    if (upgrade == null) {
      return Optional.empty();
    }
    return switch (upgrade.phase()) {
      case QUIESCING -> UpgradeJobs.of(wish, world, QUIESCE);
      case SNAPSHOTTING -> snapshot(wish, world);
      case UPGRADING -> UpgradeJobs.of(wish, world, UPGRADE);
      case VERIFYING -> verify(wish, world);
      case RESTORING -> RestoreStages.restore(wish, world, upgrade);
      case REVERTING -> RestoreStages.revert(wish, world);
      case SWITCHING, OPENING, WATCHING, FAILED -> Optional.empty();
    };
  }

  /** From the moment on in which the route leads to the new release. */
  static Optional<NextStep> open(Wish wish, World world) {
    var upgrade = running(world);
    if (upgrade == null) {
      return Optional.empty();
    }
    return switch (upgrade.phase()) {
      case SWITCHING -> turned(wish, world, upgrade);
      case OPENING -> UpgradeJobs.of(wish, world, OPEN);
      default -> Optional.empty();
    };
  }

  /** A route of the other kind would lead visitors to the code that the tenant was on. */
  private static Optional<NextStep> turned(Wish wish, World world, Upgrade upgrade) {
    var route = world.route();
    if (!route.asDesired()) {
      return UpgradeWords.waits(world, "The route to the new release waits for its turn.");
    }
    if (!route.oldIsThere()) {
      return settle(wish, world, upgrade);
    }
    return route.isTaken() ? step(new Action.RemoveOldRoute()) : RouteStages.taken(wish, world);
  }

  /** Not all that routes follow at once. */
  private static Optional<NextStep> settle(Wish wish, World world, Upgrade upgrade) {
    return world.upgrade().settled()
        ? enter(UpgradePhase.OPENING, null)
        : UpgradeWords.waits(
            world,
            "The tenant opens a moment after its route was turned (rollout.settle).",
            upgrade.phaseSince().plus(wish.platform().spec().rollout().settles()));
  }

  /** Everything that is looked at of a tenant that serves was found good. */
  static Optional<NextStep> watch(Wish wish, World world) {
    var upgrade = running(world);
    return upgrade != null && upgrade.phase() == UpgradePhase.WATCHING
        ? step(new Action.EndUpgrade())
        : Optional.empty();
  }

  /** Databases that nobody goes back to any more. */
  static Optional<NextStep> tidy(Wish wish, World world) {
    return running(world) == null && !world.upgrade().outdated().isEmpty()
        ? step(new Action.DropKept(world.upgrade().outdated()))
        : Optional.empty();
  }

  /** What a phase goes on with when its Job is over, or is given up. */
  interface Job {
    Optional<NextStep> done(Wish wish, World world);

    Optional<NextStep> failed(Wish wish, World world, Finding why);
  }

  private static final Job QUIESCE =
      new Job() {
        @Override
        public Optional<NextStep> done(Wish wish, World world) {
          return enter(UpgradePhase.SNAPSHOTTING, null);
        }

        @Override
        public Optional<NextStep> failed(Wish wish, World world, Finding why) {
          return UpgradeJobs.mayBeAgain(world, why)
              ? step(new Action.RetryJob(why))
              : enter(
                  UpgradeJobs.didNothing(why) ? UpgradePhase.FAILED : UpgradePhase.REVERTING, why);
        }
      };

  private static final Job COPY =
      new Job() {
        @Override
        public Optional<NextStep> done(Wish wish, World world) {
          return world.progress().copyCompared()
              ? enter(UpgradePhase.UPGRADING, null)
              : step(new Action.CompareCopy());
        }

        @Override
        public Optional<NextStep> failed(Wish wish, World world, Finding why) {
          return enter(UpgradePhase.REVERTING, why);
        }
      };

  /** Its end is only noted: the database is looked at in any case. */
  private static final Job UPGRADE =
      new Job() {
        @Override
        public Optional<NextStep> done(Wish wish, World world) {
          return enter(UpgradePhase.VERIFYING, null);
        }

        @Override
        public Optional<NextStep> failed(Wish wish, World world, Finding why) {
          return enter(UpgradePhase.VERIFYING, why);
        }
      };

  private static final Job OPEN =
      new Job() {
        @Override
        public Optional<NextStep> done(Wish wish, World world) {
          return enter(UpgradePhase.WATCHING, null);
        }

        @Override
        public Optional<NextStep> failed(Wish wish, World world, Finding why) {
          return step(new Action.RetryJob(why));
        }
      };

  private static Optional<NextStep> snapshot(Wish wish, World world) {
    var refusal = world.progress().refusal();
    if (refusal != null) {
      return enter(UpgradePhase.REVERTING, refusal);
    }
    // The sessions of a Job that copies are the tenant's: to end them would end the copy.
    var untouched =
        requireNonNull(operation(world)).step() == OperationStep.PLANNED
            && world.installation().job() instanceof JobVerdict.Absent;
    if (!world.progress().drained() && (untouched || !copiedByJob(wish, world))) {
      return world.progress().notDrained()
          ? UpgradeWords.waits(world, "Sessions in the tenant's database come to their end.")
          : step(new Action.Drain());
    }
    if (!copiedByJob(wish, world)) {
      return world.progress().copyMade()
          ? enter(UpgradePhase.UPGRADING, null)
          : step(new Action.CopyDatabase());
    }
    return UpgradeJobs.of(wish, world, COPY);
  }

  /** The pods first: one that still works could make what is read untrue. */
  private static Optional<NextStep> verify(Wish wish, World world) {
    var pods = UpgradeJobs.gone(world);
    if (pods.isPresent()) {
      return pods;
    }
    if (!world.progress().moodleRead()) {
      return step(new Action.ReadMoodle());
    }
    var operation = requireNonNull(operation(world));
    var moodle = world.progress().moodle();
    var hash = requireNonNull(operation.upgrade()).hash();
    if (moodle != null && !moodle.upgradeRunning() && moodle.allversionshash().equals(hash)) {
      var release = wish.platform().release(operation.target());
      if (release.isEmpty()) {
        return enter(UpgradePhase.RESTORING, UpgradeWords.forgotten(operation.target()));
      }
      var on =
          requireNonNull(world.ledger())
              .onRelease(operation.target(), ReleaseService.format(release.get().service()));
      return step(new Action.SwitchRelease(RegistryStages.desired(wish, world, on)));
    }
    return enter(
        UpgradePhase.RESTORING,
        operation.failure() == null ? UpgradeWords.incomplete(world, operation) : null);
  }

  /** Whether another process than the database server has to copy. */
  public static boolean copiedByJob(Wish wish, World world) {
    return copiedByJob(wish, requireNonNull(world.ledger()));
  }

  /** {@link #copiedByJob(Wish, World)}. */
  public static boolean copiedByJob(Wish wish, LedgerTenant tenant) {
    return wish.platform()
        .server(tenant.server())
        .filter(server -> server.engine() == Engine.MariaDB)
        .isPresent();
  }

  /**
   * Whether visitors find the tenant in maintenance, or may: from the moment on in which a Job may
   * have put it there until one has opened it.
   */
  public static boolean inMaintenance(World world) {
    var operation = operation(world);
    var upgrade = running(world);
    if (operation == null || upgrade == null) {
      return false;
    }
    return switch (upgrade.phase()) {
      case QUIESCING -> operation.step() != OperationStep.PLANNED;
      case WATCHING, FAILED -> false;
      case SNAPSHOTTING, UPGRADING, VERIFYING, SWITCHING, OPENING, RESTORING, REVERTING -> true;
    };
  }

  static @Nullable Operation operation(World world) {
    return world.ledger() == null ? null : world.ledger().operation();
  }

  static @Nullable Upgrade running(World world) {
    var operation = operation(world);
    return operation != null && operation.isRunningUpgrade() ? operation.upgrade() : null;
  }

  static Optional<NextStep> enter(UpgradePhase phase, @Nullable Finding failure) {
    return step(new Action.EnterPhase(phase, failure));
  }

  static Optional<NextStep> step(Action action) {
    return Optional.of(new Do(ConditionType.UpToDate, action));
  }

  static Optional<NextStep> stop(Reason reason, String message, WaitsFor waitsFor) {
    return Optional.of(new Stop(ConditionType.UpToDate, new Finding(reason, message), waitsFor));
  }
}
