package io.vmoodle.operator.tenant.plan;

import static io.vmoodle.operator.tenant.plan.Decisions.assertDo;
import static io.vmoodle.operator.tenant.plan.Decisions.assertStop;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.moodle.InstalledMoodle;
import io.vmoodle.operator.registry.Metadata;
import io.vmoodle.operator.registry.Rows;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import org.junit.jupiter.api.Test;

/** A Moodle that was there before its resource. */
class ExistingMoodleTest {
  private static final Wish OLD = Wishes.existing().wish();
  private static final InstalledMoodle MOODLE =
      new InstalledMoodle("2023112400", "4.4", "0".repeat(40), false, "");

  @Test
  void adoptsTheRowOfTheSameDatabaseOnly() {
    var unclaimed = Worlds.unclaimed(OLD);
    var its = Rows.strangers().database(Wishes.DATABASE);

    assertDo(unclaimed, ConditionType.Accepted, new Action.Claim());
    assertDo(unclaimed.row(its.row()), ConditionType.Accepted, new Action.Claim());
    assertStop(
        unclaimed.row(Rows.strangers().row()), ConditionType.Accepted, Reason.RegistryRowConflict);
    assertStop(
        unclaimed.row(its.metadata(Metadata.of("jihgfedcba", "4.4")).row()),
        ConditionType.Accepted,
        Reason.RegistryRowConflict);
  }

  @Test
  void takesCredentialsFromItsOwnRowOnly() {
    var claimed = Worlds.claimed(OLD);
    assertStop(claimed, ConditionType.DatabaseReady, Reason.SecretNotFound);
    assertStop(
        claimed.row(Rows.strangers().row()), ConditionType.DatabaseReady, Reason.SecretNotFound);
    assertDo(
        claimed.row(Rows.strangers().database(Wishes.DATABASE).row()),
        ConditionType.DatabaseReady,
        new Action.CreateSecret());
  }

  @Test
  void isLookedAtBeforeItsRowIsTouched() {
    var there = Worlds.claimed(OLD).credentials(Worlds.CREDENTIALS).database(Presence.PRESENT);

    assertDo(there, ConditionType.DatabaseReady, new Action.ReadMoodle());
    assertDo(
        there.progress(Progress.NONE.withMoodle(MOODLE)),
        ConditionType.Installed,
        new Action.RecordInstalled());
    assertStop(
        there.progress(Progress.NONE.withMoodle(null)),
        ConditionType.Installed,
        Reason.MoodleNotFound);
  }

  @Test
  void mustHaveItsDatabase() {
    var absent = Worlds.claimed(OLD).credentials(Worlds.CREDENTIALS);

    assertDo(absent, ConditionType.DatabaseReady, new Action.ConfirmLoss());
    assertStop(
        absent.progress(Progress.NONE.withDatabaseGone()),
        ConditionType.DatabaseReady,
        Reason.DatabaseNotFound);
  }

  @Test
  void isNeverGivenALoginOrADatabase() {
    var world = Worlds.registered(OLD).installed().registered();

    assertDo(world.login(Presence.LOCKED), ConditionType.Routed, new Action.Serve());
    assertDo(
        world.database(Presence.ABSENT), ConditionType.DatabaseReady, new Action.ConfirmLoss());
  }

  @Test
  void getsNewCredentialsOnlyAfterTheyWereTried() {
    var world = Worlds.settled(OLD).credentials(new Credentials("m", "another"));

    assertDo(world, ConditionType.DatabaseReady, new Action.ReadMoodle());
    assertThat(world.progress(Progress.NONE.withMoodle(MOODLE)).provisioned())
        .isInstanceOfSatisfying(
            Do.class, step -> assertThat(step.action()).isInstanceOf(Action.WriteRow.class));
  }

  @Test
  void saysWhatIsWrongWithItsSecret() {
    assertStop(
        Worlds.settled(OLD).credentialsProblem(new Finding(Reason.SecretKeyMissing, "no key")),
        ConditionType.DatabaseReady,
        Reason.SecretKeyMissing);
  }
}
