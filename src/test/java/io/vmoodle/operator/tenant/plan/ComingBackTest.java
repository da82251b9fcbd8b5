package io.vmoodle.operator.tenant.plan;

import static io.vmoodle.operator.tenant.plan.Decisions.assertDo;
import static io.vmoodle.operator.tenant.plan.Decisions.assertStop;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.RouteState;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an earlier resource of a name left. */
class ComingBackTest {
  private static final Wish NEW = Wishes.install().wish();
  private static final Wish OLD = Wishes.existing().wish();

  @Test
  void getsItsDataUnderTheSameAddress() {
    var released = Worlds.registered(NEW).state(TenantState.RELEASED);

    assertDo(released, ConditionType.Accepted, new Action.Reclaim());
    assertDo(
        Worlds.settled(NEW).state(TenantState.DELETING),
        ConditionType.Accepted,
        new Action.Release());
  }

  @ParameterizedTest
  @EnumSource(TenantState.class)
  void getsNobodysDataUnderAnotherAddress(TenantState state) {
    var world = Worlds.registered(NEW).state(state).world();
    var elsewhere =
        Wishes.install().tenant("address: {host: another.example.edu}").uid("uid-2").wish();
    var existing = Wishes.existing().uid("uid-2").wish();

    assertStop(new Worlds(elsewhere, world), ConditionType.Accepted, Reason.RetainedDataExists);
    assertStop(new Worlds(existing, world), ConditionType.Accepted, Reason.RetainedDataExists);
  }

  @Test
  void isFreeOfAnExistingMoodleOfWhichNothingIsKept() {
    var letGo = Worlds.settled(OLD).state(TenantState.RELEASED).credentials(null);
    var gone = letGo.row(null).route(RouteState.MISSING).world();
    var fresh = Wishes.install().uid("uid-2").wish();

    assertDo(new Worlds(fresh, gone), ConditionType.Accepted, new Action.Purge());
    assertStop(new Worlds(fresh, letGo.world()), ConditionType.Accepted, Reason.RetainedDataExists);
  }

  /** Each of them is the last that leads to the data, or to its password. */
  @Test
  void isToldAllThatIsLeftOfAnExistingMoodle() {
    var letGo = Worlds.settled(OLD).state(TenantState.RELEASED);
    var fresh = Wishes.install().uid("uid-2").wish();

    assertThat(((Stop) new Worlds(fresh, letGo.world()).provisioned()).finding().message())
        .contains("registry row", "the route of", "Secret ");
    var secretOnly = letGo.row(null).route(RouteState.MISSING).world();
    assertThat(((Stop) new Worlds(fresh, secretOnly).provisioned()).finding().message())
        .contains("remove Secret")
        .doesNotContain("registry row", "the route of");
  }

  /** Its row leads to a Moodle; where the new resource leads, nobody knows yet. */
  @Test
  void isReadUnderAnotherPrefixBeforeItsRowIsWritten() {
    var other =
        Wishes.existing()
            .tenant(
                "source: {type: Existing, existing: {server: first, database: moodle_hugo, tablePrefix: other_, dataDir: /old/hugo}}")
            .wish();
    var serving = Worlds.settled(OLD).world();

    assertDo(new Worlds(other, serving), ConditionType.DatabaseReady, new Action.ReadMoodle());
    assertStop(
        new Worlds(other, serving.with(Progress.NONE.withMoodle(null))),
        ConditionType.Installed,
        Reason.MoodleNotFound);
  }

  @Test
  void isBoundToItsNewResource() {
    var again = Wishes.install().uid("uid-2").wish();

    assertDo(
        new Worlds(again, Worlds.settled(NEW).world()),
        ConditionType.Accepted,
        new Action.Rebind());
  }
}
