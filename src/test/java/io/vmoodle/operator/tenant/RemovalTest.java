package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.routing.RouteAnswer;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.tenant.NextStep.Do;
import io.vmoodle.operator.tenant.NextStep.Settled;
import io.vmoodle.operator.tenant.NextStep.Stop;
import io.vmoodle.operator.tenant.NextStep.WaitsFor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemovalTest {
  private static final Wishes RETAIN = Wishes.install();
  private static final Wishes DELETE =
      Wishes.install()
          .platform("tenants: {deletionPolicies: [Retain, Delete]}")
          .tenant("deletionPolicy: Delete");

  @Test
  void whatWasNeverClaimedMayGo() {
    assertThat(Worlds.unclaimed(RETAIN.wish()).removed()).isEqualTo(new Settled());
  }

  @Test
  void firstTheLedgerSaysThatItGoes() {
    assertDo(Worlds.settled(RETAIN.wish()), new Action.MarkDeleting());
  }

  @ParameterizedTest
  @EnumSource(
      value = RouteLead.class,
      names = {"RELEASE", "ELSEWHERE"})
  void thenNobodyIsServedByARouteOfAnyKind(RouteLead lead) {
    var accepted = new RouteAnswer.Accepted();

    assertDo(
        deleting(RETAIN).route(new RouteState(lead, accepted, RouteLead.NOWHERE, false)),
        new Action.CloseRoute());
    assertDo(
        deleting(RETAIN).route(new RouteState(RouteLead.UNAVAILABLE, accepted, lead, false)),
        new Action.CloseRoute());
  }

  @Test
  void thenItsLoginIsLockedAndOnlyThenItsRowGoes() {
    var closed = deleting(RETAIN).route(RouteState.UNAVAILABLE);

    assertDo(closed, new Action.LockLogin());
    assertDo(closed.progress(Progress.NONE.withLoginsClosed()), new Action.Release());
  }

  @Test
  void aLockedLoginMayStillHaveSessions() {
    var closed = deleting(RETAIN).route(RouteState.UNAVAILABLE);

    assertDo(closed.login(Presence.LOCKED), new Action.LockLogin());
  }

  @Test
  void anExistingMoodlesLoginIsNotLocked() {
    assertDo(deleting(Wishes.existing()).route(RouteState.UNAVAILABLE), new Action.Release());
  }

  @Test
  void thenRouteAndSecretGo() {
    var released = released(RETAIN);

    assertDo(released.route(RouteState.UNAVAILABLE), new Action.RemoveRoute());
    assertDo(
        released.route(
            new RouteState(
                RouteLead.NOWHERE, new RouteAnswer.Accepted(), RouteLead.UNAVAILABLE, false)),
        new Action.RemoveRoute());
    assertDo(released, new Action.RemoveSecret());
  }

  @Test
  void anExistingMoodleIsForgottenUnlessItsPasswordWasKept() {
    assertThat(released(Wishes.existing()).removed()).isEqualTo(new Settled());
    assertDo(released(Wishes.existing()).credentials(null), new Action.Purge());
  }

  @Test
  void dataIsKeptUnlessTenantAndPlatformSayDelete() {
    var forbidden = RETAIN.tenant("deletionPolicy: Delete");
    var unheard = RETAIN.tenant("deletionPolicy: Shred");
    for (var wishes : List.of(RETAIN, forbidden, unheard)) {
      assertThat(released(wishes).credentials(null).removed()).isEqualTo(new Settled());
    }
  }

  @Test
  void withDeleteTheDatabaseGoesAndThenTheLedgersRecord() {
    var released = released(DELETE).credentials(null);

    assertDo(released, new Action.DropDatabase());
    assertDo(released.database(Presence.ABSENT), new Action.DropDatabase());
    var seenToBeGone = released.database(Presence.ABSENT).login(Presence.ABSENT);
    assertDo(seenToBeGone, new Action.DropDatabase());
    assertDo(seenToBeGone.progress(Progress.NONE.withDatabaseDropped()), new Action.Purge());
  }

  @Test
  void aRefusedResourceLeavesAloneTheTenantThatItWasRefusedFor() {
    var other = DELETE.uid("uid-2").tenant("address: {host: other.example.edu}");

    assertThat(new Worlds(other.wish(), Worlds.settled(DELETE.wish()).world()).removed())
        .isEqualTo(new Settled());
  }

  @Test
  void aDatabaseThatNobodyCanUseIsStillThereToBeDropped() {
    var halfMade = released(DELETE).credentials(null).database(Presence.UNUSABLE);

    assertDo(halfMade.login(Presence.ABSENT), new Action.DropDatabase());
  }

  @Test
  void whatAnEarlierResourceLeftIsNotThisOnesToDestroy() {
    assertThat(
            new Worlds(DELETE.uid("uid-2").wish(), released(DELETE).credentials(null).world())
                .removed())
        .isEqualTo(new Settled());
  }

  @Test
  void anUnreachableServerIsWaitedForWithTheWayOutInTheMessage() {
    for (var wishes : List.of(RETAIN.down("first"), RETAIN.without("first"))) {
      assertThat(deleting(wishes).route(RouteState.UNAVAILABLE).removed())
          .isInstanceOfSatisfying(
              Stop.class,
              stop -> {
                assertThat(stop.waitsFor()).isEqualTo(WaitsFor.TIME);
                assertThat(stop.finding().reason()).isEqualTo(Reason.DatabaseUnavailable);
                assertThat(stop.finding().message())
                    .contains("vmoodle.io/release-hold: " + Worlds.ID);
              });
    }
  }

  private static Worlds deleting(Wishes wishes) {
    return Worlds.settled(wishes.wish()).state(TenantState.DELETING);
  }

  private static Worlds released(Wishes wishes) {
    return Worlds.settled(wishes.wish())
        .state(TenantState.RELEASED)
        .route(RouteState.MISSING)
        .login(Presence.LOCKED)
        .row(null);
  }

  private static void assertDo(Worlds world, Action action) {
    assertThat(world.removed()).isEqualTo(new Do(ConditionType.Ready, action));
  }
}
