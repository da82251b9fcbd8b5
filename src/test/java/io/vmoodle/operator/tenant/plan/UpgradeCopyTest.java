package io.vmoodle.operator.tenant.plan;

import static io.vmoodle.operator.tenant.plan.UpgradeSteps.MARIADB;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.WHY;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.WISH;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.assertDo;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.assertEnter;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.assertStop;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.tenant.Upgrading;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an upgrade comes to the copy that it may be put back from. */
class UpgradeCopyTest {
  @Test
  void nobodyMayHaveASessionWhereACopyIsMade() {
    var copied = Upgrading.in(WISH, UpgradePhase.SNAPSHOTTING);

    assertDo(copied, new Action.Drain());
    assertStop(
        copied.progress(Progress.NONE.withDrained(false)),
        Reason.Upgrading,
        WaitsFor.TIME,
        "Sessions");
    assertDo(copied.progress(Progress.NONE.withDrained(true)), new Action.CopyDatabase());
    assertEnter(
        copied.progress(Progress.NONE.withDrained(true).withCopyMade()),
        UpgradePhase.UPGRADING,
        null);
  }

  @Test
  void whatCannotBeCopiedIsPutBack() {
    for (var wish : List.of(WISH, MARIADB)) {
      var refused = Progress.NONE.withDrained(true).withRefusal(WHY);
      assertEnter(
          Upgrading.in(wish, UpgradePhase.SNAPSHOTTING).progress(refused),
          UpgradePhase.REVERTING,
          WHY);
    }
  }

  @Test
  void onMariaDbAJobCopiesIntoADatabaseThatIsMadeForIt() {
    var begins = Upgrading.in(MARIADB, UpgradePhase.SNAPSHOTTING);

    assertDo(begins, new Action.Drain());
    var drained = Progress.NONE.withDrained(true);
    assertDo(begins.progress(drained), new Action.CopyDatabase());
    assertDo(begins.progress(drained.withCopyMade()), new Action.CreateJob());
    var done = Upgrading.seen(MARIADB, UpgradePhase.SNAPSHOTTING, new JobVerdict.Succeeded(null));
    assertDo(done, new Action.CompareCopy());
    assertEnter(done.progress(Progress.NONE.withCopyCompared()), UpgradePhase.UPGRADING, null);
    assertEnter(done.progress(Progress.NONE.withRefusal(WHY)), UpgradePhase.REVERTING, WHY);
  }

  /** The operator may have died right after it made the Job; its sessions are the tenant's. */
  @Test
  void whatAJobAlreadyCopiesIsNotDrained() {
    var planned = Upgrading.operation(UpgradePhase.SNAPSHOTTING, OperationStep.PLANNED, 0, null);

    assertDo(
        Upgrading.at(MARIADB, planned, new JobVerdict.Running(Worlds.THEN)), new Action.NoteJob());
  }

  @Test
  void whereNothingCanCopyAnyMoreTheTenantIsPutBack() {
    var without = Upgrading.read(Upgrading.onMariaDb().platform("jobs: {toolsImage: null}"));
    var drained = Upgrading.in(without, UpgradePhase.SNAPSHOTTING);

    assertEnter(
        drained.progress(Progress.NONE.withDrained(true)),
        UpgradePhase.REVERTING,
        Preflight.NO_TOOLS);
  }
}
