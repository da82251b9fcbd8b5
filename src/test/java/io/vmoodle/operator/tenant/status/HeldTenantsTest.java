package io.vmoodle.operator.tenant.status;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.fleet.RowNote;
import io.vmoodle.operator.registry.Rows;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.Action;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Settled;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tenants for which nothing is done because more than themselves looks wrong. */
class HeldTenantsTest {
  private static final Wish NEW = Wishes.install().wish();
  private static final RowNote HELD =
      new RowNote(new Finding(Reason.MassDrift, "Many rows changed."), List.of());

  @Test
  void aRowAmongManyThatChangedIsNotMended() {
    var world = Worlds.settled(NEW).rowNote(HELD);
    var edited = new Rows(world.desired(7L)).name("edited").row();

    assertThat(world.row(edited).provisioned()).isEqualTo(stop(ConditionType.Registered, HELD));
    assertThat(world.row(null).provisioned()).isEqualTo(stop(ConditionType.Registered, HELD));
    assertThat(world.provisioned()).as("put right by hand").isEqualTo(new Settled());
  }

  @Test
  void aNewWishIsWrittenMeanwhileToARowThatDidNotChange() {
    var renamed = Wishes.install().tenant("site: {fullName: Renamed, shortName: hugo}").wish();
    var world = new Worlds(renamed, Worlds.settled(NEW).rowNote(HELD).world());

    assertThat(world.provisioned()).isInstanceOf(Do.class);
  }

  @Test
  void anEditThatFitsTheWishIsOnlyNoted() {
    var world = Worlds.settled(NEW);
    var renamed = Wishes.install().tenant("site: {fullName: Renamed, shortName: hugo}").wish();
    var same = new Worlds(renamed, world.world());
    var desired = same.desired(7L);

    assertThat(same.row(desired).rowNote(HELD).provisioned())
        .isEqualTo(new Do(ConditionType.Registered, new Action.WriteRow(desired, List.of())));
  }

  @Test
  void aTenantThatItsLedgerForgotIsNotMadeAnew() {
    var known = Worlds.unclaimed(Wishes.install().knownAs("abcdefghij"));

    assertThat(known.provisioned())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> {
              assertThat(stop.at()).isEqualTo(ConditionType.Accepted);
              assertThat(stop.waitsFor()).isEqualTo(WaitsFor.PERSON);
              assertThat(stop.finding().reason()).isEqualTo(Reason.LedgerRecordLost);
              assertThat(stop.finding().message()).contains("abcdefghij");
            });
    assertThat(Worlds.settled(Wishes.install().knownAs("other")).provisioned())
        .as("the ledger leads where it knows the tenant")
        .isEqualTo(new Settled());
    assertThat(known.removed()).as("it can be deleted").isEqualTo(new Settled());
  }

  @Test
  void onAReplacedServerNothingIsDoneAndNoIdentityTold() {
    var wish = Wishes.install().replaced("first").wish();

    assertThat(Worlds.settled(wish).provisioned())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> {
              assertThat(stop.waitsFor()).isEqualTo(WaitsFor.PERSON);
              assertThat(stop.finding().reason()).isEqualTo(Reason.IdentityChanged);
              assertThat(stop.finding().message()).contains("first").doesNotContain("identity-2");
            });
    assertThat(Worlds.claimed(wish).provisioned()).isInstanceOf(Stop.class);
  }

  private static Stop stop(ConditionType at, RowNote note) {
    return new Stop(at, requireNonNull(note.hold()), WaitsFor.PERSON);
  }
}
