package io.vmoodle.operator.tenant.plan;

import static io.vmoodle.operator.tenant.plan.UpgradeSteps.WISH;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.assertDo;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.assertEnter;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.assertStop;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.ended;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.failures;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.read;
import static io.vmoodle.operator.tenant.plan.UpgradeSteps.why;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.registry.Metadata;
import io.vmoodle.operator.tenant.Upgrading;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.UpgradeFacts;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestoreStagesTest {
  private static final Credentials NEXT = new Credentials("vm_abcdefghij_b", "generated-Secret-2");

  @Test
  void theCopyIsTakenWithTheOtherLogin() {
    var restoring = Upgrading.in(WISH, UpgradePhase.RESTORING);
    assertDo(restoring, new Action.PlanRotation());

    var planned = restoring.secret(Worlds.CREDENTIALS, NEXT);
    assertDo(planned, new Action.PrepareNextLogin("vm_abcdefghij_2"));

    assertThat(planned.progress(Progress.NONE.withNextLoginPrepared()).provisioned())
        .isInstanceOfSatisfying(
            Do.class,
            it ->
                assertThat(it.action())
                    .isInstanceOfSatisfying(
                        Action.SwitchToCopy.class,
                        action -> {
                          assertThat(action.desired().vdbname()).isEqualTo("vm_abcdefghij_2");
                          assertThat(action.desired().vdblogin()).isEqualTo(NEXT.username());
                          assertThat(action.desired().vdbpass()).isEqualTo(NEXT.password());
                          assertThat(Metadata.release(action.desired())).contains("4.4");
                        }));
  }

  @Test
  void withoutTheCopyTheTenantStaysInMaintenance() {
    assertStop(
        Upgrading.in(WISH, UpgradePhase.RESTORING)
            .upgrade(new UpgradeFacts(Presence.ABSENT, false, true, Set.of())),
        Reason.UpgradeHeld,
        WaitsFor.PERSON,
        "vm_abcdefghij_2");
  }

  /** A pod on a node that nobody reaches has it. */
  @Test
  void nothingIsOpenedBeforeTheLoginOfTheUpgradeIsLocked() {
    var reverting = Upgrading.in(WISH, UpgradePhase.REVERTING);

    assertThat(reverting.otherLogin(OtherLogin.OVERDUE).provisioned())
        .isEqualTo(new Do(ConditionType.DatabaseReady, new Action.RetireLogin()));
    assertStop(
        reverting.otherLogin(OtherLogin.OVERDUE).progress(Progress.NONE.withOtherLoginBusy()),
        Reason.RollingBack,
        WaitsFor.TIME,
        "login");
  }

  @Test
  void whatWasPutBackIsLookedAt() {
    var done = ended(UpgradePhase.REVERTING);

    assertDo(done, new Action.ReadMoodle());
    assertEnter(done.progress(read(Upgrading.OLD_HASH, false)), UpgradePhase.FAILED, null);
    for (var found : Set.of(read(Upgrading.OLD_HASH, true), Progress.NONE.withMoodle(null))) {
      assertThat(done.progress(found).provisioned())
          .isInstanceOfSatisfying(
              Do.class, it -> assertThat(it.action()).isInstanceOf(Action.RetryJob.class));
    }
    for (var verdict : failures().toList()) {
      assertDo(
          Upgrading.seen(WISH, UpgradePhase.REVERTING, verdict), new Action.RetryJob(why(verdict)));
    }
  }
}
