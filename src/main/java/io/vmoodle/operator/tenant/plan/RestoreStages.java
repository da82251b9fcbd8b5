package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Upgrade;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.Optional;

/**
 * The way back of an upgrade that failed. A pod that nobody sees may still upgrade the database: so
 * the tenant gets the copy together with its other login, and the login that the pod has is locked
 * before anything is opened.
 */
final class RestoreStages {
  private RestoreStages() {}

  /** Gives the tenant the copy of its database. */
  static Optional<NextStep> restore(Wish wish, World world, Upgrade upgrade) {
    var pods = UpgradeJobs.gone(world);
    if (pods.isPresent()) {
      return pods;
    }
    var tenant = requireNonNull(world.ledger());
    var copy = new TenantNames(tenant.id()).database(upgrade.copyGeneration());
    if (world.upgrade().copy() == Presence.ABSENT) {
      return UpgradeStages.stop(
          Reason.UpgradeHeld,
          "The upgrade failed, and database %s, the copy from before it, is not on server %s any more: the tenant stays in maintenance. Restore the copy there under this name, or a backup."
              .formatted(copy, tenant.server()),
          WaitsFor.PERSON);
    }
    var next = world.access().next();
    if (next == null || !world.access().planned()) {
      return world.logins().other() == OtherLogin.CLOSED
          ? UpgradeStages.step(new Action.PlanRotation())
          : UpgradeWords.waits(world, "The tenant's other login is being closed first.");
    }
    if (!world.progress().nextLoginPrepared()) {
      return UpgradeStages.step(new Action.PrepareNextLogin(copy));
    }
    return UpgradeStages.step(
        new Action.SwitchToCopy(
            RegistryStages.desired(
                wish, world, tenant.inDatabase(copy, upgrade.copyGeneration()), next)));
  }

  /** Opens the tenant as it was, once nobody can write with the login from before. */
  static Optional<NextStep> revert(Wish wish, World world) {
    return world.logins().other() == OtherLogin.CLOSED
        ? UpgradeJobs.of(wish, world, REVERT)
        : UpgradeWords.waits(world, "The login that the upgrade had is being closed.");
  }

  private static final UpgradeStages.Job REVERT =
      new UpgradeStages.Job() {
        @Override
        public Optional<NextStep> done(Wish wish, World world) {
          if (!world.progress().moodleRead()) {
            return UpgradeStages.step(new Action.ReadMoodle());
          }
          var moodle = world.progress().moodle();
          return moodle != null && !moodle.upgradeRunning()
              ? UpgradeStages.enter(UpgradePhase.FAILED, null)
              : UpgradeStages.step(new Action.RetryJob(notReverted(world)));
        }

        @Override
        public Optional<NextStep> failed(Wish wish, World world, Finding why) {
          return UpgradeStages.step(new Action.RetryJob(why));
        }
      };

  private static Finding notReverted(World world) {
    var tenant = requireNonNull(world.ledger());
    return new Finding(
        Reason.UpgradeIncomplete,
        "The Job that puts the tenant back ended as it should, but database %s %s. Read the log of the Job's pod."
            .formatted(
                tenant.database(),
                world.progress().moodle() == null
                    ? "holds no Moodle"
                    : "says that an upgrade is still running"));
  }
}
