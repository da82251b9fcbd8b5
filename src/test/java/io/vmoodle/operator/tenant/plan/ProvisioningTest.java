package io.vmoodle.operator.tenant.plan;

import static io.vmoodle.operator.tenant.plan.Decisions.assertDo;
import static io.vmoodle.operator.tenant.plan.Decisions.assertStop;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.registry.Rows;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.RouteState;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Settled;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every stage in its order: what is there already is never done again. */
class ProvisioningTest {
  private static final Wish NEW = Wishes.install().wish();

  @Nested
  class OfANewMoodle {
    @Test
    void isRefusedBeforeAnythingIsClaimed() {
      var wish = Wishes.install().in("other").wish();

      assertStop(Worlds.unclaimed(wish), ConditionType.Accepted, Reason.NamespaceNotAllowed);
    }

    @Test
    void beginsWithItsNames() {
      assertDo(Worlds.unclaimed(NEW), ConditionType.Accepted, new Action.Claim());
    }

    @Test
    void claimsNothingWhileARowHasItsUrl() {
      assertStop(
          Worlds.unclaimed(NEW).row(Rows.strangers().row()),
          ConditionType.Accepted,
          Reason.RegistryRowConflict);
    }

    @Test
    void makesThePasswordBeforeTheLoginThatHasIt() {
      var claimed = Worlds.claimed(NEW);
      assertDo(claimed, ConditionType.DatabaseReady, new Action.CreateSecret());
      assertDo(
          claimed.credentials(Worlds.CREDENTIALS),
          ConditionType.DatabaseReady,
          new Action.PrepareLogin());
    }

    @Test
    void makesTheDatabaseAfterItsLogin() {
      var login =
          Worlds.claimed(NEW)
              .credentials(Worlds.CREDENTIALS)
              .login(Presence.PRESENT)
              .progress(Progress.NONE.withLoginPrepared());

      assertDo(login, ConditionType.DatabaseReady, new Action.PrepareDatabase());
      // It may be there half made, by a process that died.
      assertDo(
          login.database(Presence.PRESENT),
          ConditionType.DatabaseReady,
          new Action.PrepareDatabase());
    }

    @Test
    void writesTheRowOnceTheDatabaseIsThere() {
      var prepared =
          Worlds.claimed(NEW)
              .credentials(Worlds.CREDENTIALS)
              .login(Presence.PRESENT)
              .database(Presence.PRESENT)
              .progress(Progress.NONE.withLoginPrepared().withDatabasePrepared());

      assertThat(prepared.provisioned())
          .isInstanceOfSatisfying(
              Do.class,
              step ->
                  assertThat(step.action())
                      .isInstanceOfSatisfying(
                          Action.WriteRow.class,
                          write -> {
                            assertThat(write.drifted()).isEmpty();
                            assertThat(write.desired().enabled()).isFalse();
                          }));
    }

    @Test
    void isInstalledBeforeItHasARoute() {
      assertDo(Worlds.registered(NEW), ConditionType.Installed, new Action.BeginInstall());
      assertStop(
          Worlds.registered(NEW)
              .adminPasswordProblem(new Finding(Reason.SecretNotLabelled, "no label")),
          ConditionType.Installed,
          Reason.SecretNotLabelled);
    }

    @Test
    void isRoutedOnceInstalled() {
      var installed = Worlds.registered(NEW).installed().registered();

      assertDo(installed, ConditionType.Routed, new Action.Serve());
      assertDo(installed.route(RouteState.DIFFERENT), ConditionType.Routed, new Action.Serve());
      assertDo(installed.route(RouteState.UNAVAILABLE), ConditionType.Routed, new Action.Serve());
      assertThat(installed.route(RouteState.SERVING).provisioned()).isEqualTo(new Settled());
    }

    @Test
    void unlocksItsLoginAndGivesItThePasswordThatTheSecretHas() {
      assertDo(
          Worlds.settled(NEW).login(Presence.LOCKED),
          ConditionType.DatabaseReady,
          new Action.PrepareLogin());
      assertDo(
          Worlds.settled(NEW).row(new Rows(Worlds.settled(NEW).desired(7L)).password("x").row()),
          ConditionType.DatabaseReady,
          new Action.PrepareLogin());
    }

    @Test
    void isNotShutOutByWhatIsOnlyReported() {
      var reporting = Wishes.install().platform("drift: Report").wish();
      var settled = Worlds.settled(reporting);

      assertStop(
          settled.row(new Rows(settled.desired(7L)).password("x").row()),
          ConditionType.Registered,
          Reason.DriftDetected);
    }

    @Test
    void getsNoPasswordThatTheRegistryCannotHold() {
      var world =
          Worlds.settled(NEW)
              .credentials(new Credentials(Worlds.CREDENTIALS.username(), "x".repeat(33)));

      assertStop(world, ConditionType.DatabaseReady, Reason.RegistryValueTooLong);
    }

    @Test
    void isOpenedToItsLoginAgainWhenItWasRestoredByHand() {
      var restored = Worlds.settled(NEW).database(Presence.UNUSABLE);

      assertDo(restored, ConditionType.DatabaseReady, new Action.ConfirmLoss());
    }

    @Test
    void isNeverMadeAgainOnceItWasInstalled() {
      var lost = Worlds.settled(NEW).database(Presence.ABSENT);

      assertDo(lost, ConditionType.DatabaseReady, new Action.ConfirmLoss());
      assertStop(
          lost.progress(Progress.NONE.withDatabaseGone()),
          ConditionType.DatabaseReady,
          Reason.DatabaseLost);
    }

    @Test
    void waitsForItsServer() {
      var down = Wishes.install().down("first").wish();
      assertStop(
          Worlds.claimed(down),
          ConditionType.DatabaseReady,
          Reason.DatabaseUnavailable,
          WaitsFor.TIME);
      var removed = Wishes.install().without("first").wish();
      assertStop(
          Worlds.claimed(removed), ConditionType.DatabaseReady, Reason.UnknownDatabaseServer);
    }

    @Test
    void staysOnItsServer() {
      var elsewhere = Wishes.install().tenant("placement: {databaseServer: second}").wish();

      assertStop(Worlds.settled(elsewhere), ConditionType.Accepted, Reason.PlacementDiffers);
    }

    @Test
    void isNotReadyWithoutTheServiceOfItsRelease() {
      var wish = Wishes.install().withoutServices().wish();

      assertStop(Worlds.settled(wish), ConditionType.Routed, Reason.ServiceNotFound, WaitsFor.TIME);
    }

    @Test
    void onAnotherReleaseThanTheWantedOneNothingButThatIsLeft() {
      var wish = Wishes.install().tenant("release: '4.5'").wish();

      assertStop(Worlds.settled(wish), ConditionType.UpToDate, Reason.ToolsImageMissing);
    }
  }

  @Nested
  class OfRows {
    @Test
    void aStrangersRowIsNeverWritten() {
      var registered = Worlds.registered(NEW);
      assertStop(
          Worlds.claimed(NEW)
              .credentials(Worlds.CREDENTIALS)
              .login(Presence.PRESENT)
              .database(Presence.PRESENT)
              .progress(Progress.NONE.withLoginPrepared().withDatabasePrepared())
              .row(Rows.strangers().row()),
          ConditionType.Registered,
          Reason.RegistryRowConflict);
      assertStop(
          registered
              .progress(Progress.NONE.withLoginPrepared().withDatabasePrepared())
              .row(Rows.strangers().row()),
          ConditionType.Registered,
          Reason.RegistryRowConflict);
    }

    @Test
    void anEditedRowIsMendedAndTheColumnsAreNamed() {
      var world = Worlds.settled(NEW);
      var edited = new Rows(world.desired(7L)).name("edited").row();

      assertThat(world.row(edited).provisioned())
          .isEqualTo(
              new Do(
                  ConditionType.Registered,
                  new Action.WriteRow(world.desired(7L), List.of("name"))));
    }

    @Test
    void aLostRowIsWrittenAgain() {
      var world = Worlds.settled(NEW);

      assertThat(world.progress(Progress.NONE.withLoginPrepared()).row(null).provisioned())
          .isEqualTo(
              new Do(
                  ConditionType.Registered,
                  new Action.WriteRow(world.desired(null), List.of(RegistryStages.WHOLE_ROW))));
    }

    @Test
    void aRowUnderANewIdIsRecognised() {
      var world = Worlds.settled(NEW);

      assertThat(world.row(world.desired(8L)).provisioned())
          .isInstanceOfSatisfying(
              Do.class, step -> assertThat(step.action()).isInstanceOf(Action.WriteRow.class));
    }

    @Test
    void whereDriftIsOnlyReportedNothingIsWritten() {
      var wish = Wishes.install().platform("drift: Report").wish();
      var world = Worlds.settled(wish);
      var edited = world.row(new Rows(world.desired(7L)).name("edited").row());

      assertStop(edited, ConditionType.Registered, Reason.DriftDetected);
    }

    @Test
    void aNewWishIsNoDrift() {
      var before = Worlds.settled(Wishes.install().platform("drift: Report").wish()).world();
      var renamed =
          Wishes.install()
              .platform("drift: Report")
              .tenant("site: {fullName: Renamed, shortName: hugo}")
              .wish();

      assertThat(new Worlds(renamed, before).provisioned())
          .isInstanceOfSatisfying(
              Do.class,
              step ->
                  assertThat(step.action())
                      .isInstanceOfSatisfying(
                          Action.WriteRow.class, write -> assertThat(write.drifted()).isEmpty()));
    }
  }
}
