package io.vmoodle.operator.tenant.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationType;
import io.vmoodle.operator.ledger.Task;
import io.vmoodle.operator.ledger.TaskKind;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.ledger.Upkeep;
import io.vmoodle.operator.platform.state.GatewayApi;
import io.vmoodle.operator.routing.RouteAnswer;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Installation;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.RouteState;
import io.vmoodle.operator.tenant.facts.UpkeepJob;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Settled;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.List;
import java.util.Set;
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
  void itsJobsGoBeforeItsLoginIsLocked() {
    var installing =
        deleting(RETAIN)
            .route(RouteState.UNAVAILABLE)
            .installing(
                Operation.first(OperationType.INSTALL, "4.4", "vm-abcdefghij-install-1"),
                Installation.NONE);

    assertDo(
        installing.jobSeen(new JobVerdict.Running(Worlds.THEN)),
        new Action.RemoveJobs(Set.of("vm-abcdefghij-install-1")));
    var podsLeft =
        new Installation(
            new JobVerdict.Absent(), true, Set.of(), Set.of(), true, true, true, Set.of());
    assertThat(installing.installing(null, podsLeft).removed())
        .isInstanceOfSatisfying(
            NextStep.Stop.class,
            stop -> assertThat(stop.finding().reason()).isEqualTo(Reason.Deleting));
  }

  @Test
  void theSecretsOfItsInstallationGoWithIt() {
    var both =
        new Installation(
            new JobVerdict.Absent(), true, Set.of(), Set.of(), false, true, true, Set.of());
    var admin =
        new Installation(
            new JobVerdict.Absent(), true, Set.of(), Set.of(), false, false, true, Set.of());

    assertDo(released(RETAIN).installing(null, both), new Action.RemoveJobSecret());
    assertDo(released(RETAIN).installing(null, admin), new Action.RemoveAdminSecret());
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

  /** Its row still has the password; whoever corrects the resource begins from nothing. */
  @Test
  void anExistingMoodleThatWasNeverFoundLeavesNothing() {
    var notFound =
        Worlds.claimed(Wishes.existing().wish())
            .credentials(Worlds.CREDENTIALS)
            .state(TenantState.RELEASED)
            .route(RouteState.MISSING);

    assertDo(notFound, new Action.RemoveSecret());
    assertDo(notFound.credentials(null), new Action.Purge());
  }

  /** A Job that was let go of, and waits for its storage, would remove what the tenant gets. */
  @Test
  void whoComesBackWaitsForTheEndOfItsFoldersRemoval() {
    var task = Task.first(TaskKind.TRASH, 7);
    var back = released(DELETE).upkeep(new Upkeep(false, false, task), UpkeepJob.NONE);

    var waiting = new UpkeepJob(new JobVerdict.Waiting("No storage."), true);
    assertThat(back.upkeep(new Upkeep(false, false, task), waiting).provisioned())
        .isEqualTo(
            new Do(ConditionType.Accepted, new Action.RemoveJobs(Set.of("vm-abcdefghij-trash-7"))));
    var podsLeft =
        new Installation(
            new JobVerdict.Absent(), true, Set.of(), Set.of(), true, false, true, Set.of());
    assertThat(back.installing(null, podsLeft).provisioned()).isInstanceOf(Stop.class);
    assertThat(back.provisioned()).isEqualTo(new Do(ConditionType.Accepted, new Action.Reclaim()));
  }

  /** It was moved since: the ledger's would be served, and written to. */
  @Test
  void anExistingMoodleComesBackOnlyToTheDatabaseThatItHad() {
    var moved =
        Wishes.existing()
            .tenant(
                "source: {type: Existing, existing: {server: first, database: moved, dataDir: /old/hugo}}");
    var kept = released(Wishes.existing());

    assertThat(new Worlds(moved.wish(), kept.world()).provisioned())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> assertThat(stop.finding().reason()).isEqualTo(Reason.RetainedDataExists));
    assertThat(new Worlds(moved.wish(), kept.credentials(null).world()).provisioned())
        .isEqualTo(new Do(ConditionType.Accepted, new Action.Purge()));
    assertThat(kept.provisioned()).isEqualTo(new Do(ConditionType.Accepted, new Action.Reclaim()));
  }

  /** One that is there would stay, and lead visitors to a tenant of that host. */
  @Test
  void whereRoutesCannotBeSeenNothingIsTakenToBeGone() {
    var blind =
        RETAIN
            .platform("routing: {type: Gateway, gateway: {parentRefs: [{name: public}]}}")
            .gatewayApi(GatewayApi.FORBIDDEN);

    for (var world : List.of(released(blind), deleting(blind), Worlds.settled(blind.wish()))) {
      assertThat(world.removed())
          .isInstanceOfSatisfying(
              Stop.class,
              stop ->
                  assertThat(stop.finding().message())
                      .startsWith("Deletion waits until")
                      .contains("release-hold"));
    }
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
  void withDeleteTheDatabaseGoesThenTheFolderAndThenTheLedgersRecord() {
    var released = released(DELETE).credentials(null);

    assertDo(released, new Action.DropDatabase());
    assertDo(released.database(Presence.ABSENT), new Action.DropDatabase());
    var seenToBeGone = released.database(Presence.ABSENT).login(Presence.ABSENT);
    assertDo(seenToBeGone, new Action.DropDatabase());
    assertDo(
        seenToBeGone.progress(Progress.NONE.withDatabaseDropped()),
        new Action.PlanTask(TaskKind.TRASH));

    assertDo(trash(seenToBeGone, new JobVerdict.Absent()), new Action.CreateTaskJob());
    assertDo(trash(seenToBeGone, new JobVerdict.Succeeded(null)), new Action.Purge());
    var why = new Finding(Reason.JobFailed, "It broke.");
    assertDo(trash(seenToBeGone, new JobVerdict.Failed(why, true)), new Action.RetryTask(why));
  }

  @Test
  void aFolderThatCannotBeRemovedIsWaitedForWithTheWayOutInTheMessage() {
    var waiting = trash(released(DELETE).credentials(null), new JobVerdict.Waiting("No node."));
    var failed =
        new Task(TaskKind.TRASH, 7, 2, Worlds.THEN, new Operation.Failure("JobFailed", "Broke."));
    var paused =
        released(DELETE)
            .credentials(null)
            .upkeep(
                new Upkeep(false, false, failed), new UpkeepJob(new JobVerdict.Absent(), false));

    for (var world : List.of(waiting, paused)) {
      assertThat(world.removed())
          .isInstanceOfSatisfying(
              Stop.class,
              stop -> {
                assertThat(stop.waitsFor()).isEqualTo(WaitsFor.TIME);
                assertThat(stop.finding().message())
                    .contains("vmoodle.io/release-hold: " + Worlds.ID);
              });
    }
  }

  /** No Job ever ran, so nothing made a folder. */
  @Test
  void whereNothingWasInstalledThereIsNoFolder() {
    assertDo(
        Worlds.registered(DELETE.wish())
            .state(TenantState.RELEASED)
            .credentials(null)
            .row(null)
            .progress(Progress.NONE.withDatabaseDropped()),
        new Action.Purge());
  }

  private static Worlds trash(Worlds world, JobVerdict verdict) {
    return world.upkeep(
        new Upkeep(false, false, Task.first(TaskKind.TRASH, 7)), new UpkeepJob(verdict, true));
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
