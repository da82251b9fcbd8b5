package io.vmoodle.operator.tenant.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Logins;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Settled;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other credentials for a Moodle that serves: which step comes next, whoever died before. */
class RotationStagesTest {
  private static final Wish ASKED = Wishes.install().rotation("request-1").wish();
  private static final Wish NOT_ASKED = Wishes.install().wish();
  private static final Credentials NEXT = new Credentials("vm_abcdefghij_b", "next-Secret-1");
  private static final Credentials CURRENT = Worlds.CREDENTIALS;

  @Test
  void beginsWithAPasswordThatIsStored() {
    assertStep(Worlds.settled(ASKED), new Action.PlanRotation());
  }

  @Test
  void isNotDoneUnasked() {
    assertThat(Worlds.settled(NOT_ASKED).provisioned()).isEqualTo(new Settled());
  }

  @Test
  void isDoneOnceForARequest() {
    assertThat(Worlds.settled(ASKED).rotated("request-1").provisioned()).isEqualTo(new Settled());
    assertStep(Worlds.settled(ASKED).rotated("request-0"), new Action.PlanRotation());
  }

  @Test
  void triesTheOtherLoginBeforeTheRowNamesIt() {
    var planned = Worlds.settled(ASKED).secret(CURRENT, NEXT);

    assertStep(planned, new Action.PrepareNextLogin("vm_abcdefghij_1"));
    assertThat(planned.progress(Progress.NONE.withNextLoginPrepared()).provisioned())
        .isInstanceOfSatisfying(
            Do.class,
            step ->
                assertThat(step.action())
                    .isInstanceOfSatisfying(
                        Action.SwitchLogin.class,
                        change -> {
                          assertThat(change.desired().vdblogin()).isEqualTo(NEXT.username());
                          assertThat(change.desired().vdbpass()).isEqualTo(NEXT.password());
                        }));
  }

  @Test
  void isFinishedOnceItWasPlannedWhateverBecameOfTheRequest() {
    var planned = Worlds.settled(NOT_ASKED).secret(CURRENT, NEXT);

    assertStep(planned, new Action.PrepareNextLogin("vm_abcdefghij_1"));
    // The process died after it had made the login: that one is not what served before.
    assertStep(
        planned.otherLogin(OtherLogin.OVERDUE), new Action.PrepareNextLogin("vm_abcdefghij_1"));
  }

  @Test
  void hasTheSecretSayWhatTheRowSaysAfterwards() {
    var switched =
        Worlds.settled(NOT_ASKED).secret(CURRENT, new Credentials(CURRENT.username(), "newer"));

    assertStep(switched, new Action.CorrectSecret());
    assertThat(switched.world().credentials())
        .isEqualTo(new Credentials(CURRENT.username(), "newer"));
  }

  @ParameterizedTest
  @EnumSource(
      value = OtherLogin.class,
      names = {"DUE", "OVERDUE"})
  void locksTheLoginThatServedBefore(OtherLogin other) {
    var world = Worlds.settled(NOT_ASKED).otherLogin(other);

    assertStep(world, new Action.RetireLogin());
    assertThat(world.progress(Progress.NONE.withOtherLoginBusy()).provisioned())
        .isEqualTo(new Settled());
  }

  @ParameterizedTest
  @EnumSource(
      value = OtherLogin.class,
      names = {"IN_GRACE", "DUE"})
  void waitsForTheLoginThatServedBeforeAndServesMeanwhile(OtherLogin other) {
    var world =
        Worlds.settled(ASKED)
            .rotated("request-0")
            .otherLogin(other)
            .progress(Progress.NONE.withOtherLoginBusy());

    assertThat(world.provisioned()).isEqualTo(new Settled());
  }

  @Test
  void givesAPasswordThatSomebodyWroteIntoTheSecretToTheOtherLogin() {
    var edited =
        Worlds.settled(NOT_ASKED).credentials(new Credentials(CURRENT.username(), "by-hand"));

    assertStep(edited, new Action.PlanRotation());
    assertThat(edited.world().credentials()).isEqualTo(CURRENT);
    assertThat(edited.world().access().next())
        .isEqualTo(new Credentials(NEXT.username(), "by-hand"));
  }

  @Test
  void refusesAPasswordThatTheRegistryCannotHoldAndTouchesNothing() {
    var edited =
        Worlds.settled(NOT_ASKED).credentials(new Credentials(CURRENT.username(), "x".repeat(33)));

    assertThat(edited.provisioned())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> assertThat(stop.finding().reason()).isEqualTo(Reason.RegistryValueTooLong));
  }

  @Test
  void isNeverDoneToAnExistingMoodle() {
    var existing = Wishes.existing().rotation("request-1").wish();

    assertThat(Worlds.settled(existing).provisioned()).isEqualTo(new Settled());
  }

  @Test
  void changesTheLimitOfTheLoginWhereThePlatformDoes() {
    var another = new Logins(Presence.PRESENT, 10, OtherLogin.CLOSED);

    assertStep(Worlds.settled(NOT_ASKED).logins(another), new Action.LimitLogin());
  }

  private static void assertStep(Worlds worlds, Action action) {
    assertThat(worlds.provisioned())
        .isInstanceOfSatisfying(Do.class, step -> assertThat(step.action()).isEqualTo(action));
  }
}
