package io.vmoodle.operator.tenant.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.Task;
import io.vmoodle.operator.ledger.TaskKind;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.ledger.Upkeep;
import io.vmoodle.operator.platform.state.ReleaseCode;
import io.vmoodle.operator.platform.state.RolloutPlan;
import io.vmoodle.operator.platform.state.RolloutPlan.Verdict;
import io.vmoodle.operator.tenant.Upgrading;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.RouteState;
import io.vmoodle.operator.tenant.facts.UpkeepJob;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Settled;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpgradeBeginTest {
  private static final Wish WISH = Upgrading.read(Upgrading.wishes());
  private static final Map<String, String> FITTING = Map.of("mod_forum", "1");

  @Test
  void aTenantThatServesOnAnotherReleaseBegins() {
    assertDo(Worlds.settled(WISH), new Action.ReadPlugins());
    assertDo(fitting(WISH), new Action.BeginUpgrade("4.5"));
  }

  @Test
  void oneThatIsWhereItShouldBeIsSettled() {
    var stays = Upgrading.read(Upgrading.wishes().platform("defaultRelease: \"4.4\""));
    var pinned = Upgrading.read(Upgrading.wishes().tenant("release: \"4.4\""));

    assertThat(Worlds.settled(stays).provisioned()).isEqualTo(new Settled());
    assertThat(Worlds.settled(pinned).provisioned()).isEqualTo(new Settled());
  }

  @Test
  void everythingElseComesFirst() {
    assertThat(Worlds.settled(WISH).route(RouteState.MISSING).provisioned())
        .isEqualTo(new Do(ConditionType.Routed, new Action.Serve()));
  }

  @Test
  void aReleaseWhoseCodeNobodyReadIsNotBegunWith() {
    assertStop(Worlds.settled(with(Map.of("4.4", Upgrading.OLD))), Reason.ReleaseNotProbed, "4.5");
  }

  @Test
  void nobodyGoesBack() {
    assertStop(
        Worlds.settled(with(Map.of("4.4", Upgrading.NEW, "4.5", Upgrading.OLD))),
        Reason.AheadOfTarget,
        "4.4");
  }

  /** Where the old release's code cannot be read any more, its successor may still be gone to. */
  @Test
  void theOldCodeNeedNotBeKnown() {
    assertDo(Worlds.settled(with(Map.of("4.5", Upgrading.NEW))), new Action.ReadPlugins());
  }

  @Test
  void codeThatDoesNotWorkIsNotBegunWith() {
    assertStop(
        Worlds.settled(with(Map.of("4.5", code(true, false)))), Reason.ReleaseSetUpWrong, "4.5");
  }

  @Test
  void codeThatNothingGuardsNeedsConsent() {
    var unguarded = Map.of("4.4", Upgrading.OLD, "4.5", code(false, true));
    assertStop(Worlds.settled(with(unguarded)), Reason.ReleaseUnguarded, "allowUnguarded");
    assertStop(
        Worlds.settled(with(Map.of("4.4", code(false, true), "4.5", Upgrading.NEW))),
        Reason.ReleaseUnguarded,
        "release 4.4");

    var allowed =
        new RolloutPlan(
            new RolloutPlan.Rules(1, 4, 1, true, Duration.ofDays(3)), Map.of(), new Verdict.Go());
    assertDo(
        Worlds.settled(Upgrading.with(Upgrading.wishes().wish(), unguarded, allowed)),
        new Action.ReadPlugins());
  }

  @Test
  void theReleaseNeedsItsService() {
    assertStop(
        Worlds.settled(
            Upgrading.read(
                Upgrading.wishes()
                    .tenant("release: \"4.6\"")
                    .platform(
                        """
                    releases:
                      - {name: "4.4", image: "m:4.4", service: {name: moodle-44}}
                      - {name: "4.5", image: "m:4.5", service: {name: moodle-45}}
                      - {name: "4.6", image: "m:4.6", service: {name: moodle-46}}
                    """))),
        Reason.ReleaseNotProbed,
        "4.6");
    var noService =
        Upgrading.read(
            Upgrading.wishes()
                .platform(
                    """
                    releases:
                      - {name: "4.4", image: "m:4.4", service: {name: moodle-44}}
                      - {name: "4.5", image: "m:4.5", service: {name: moodle-46}}
                    """));
    assertStop(Worlds.settled(noService), Reason.ServiceNotFound, "moodle-46");
  }

  @Test
  void onMariaDbSomethingHasToCopy() {
    assertStop(
        Worlds.settled(Upgrading.read(Wishes.install().platform("defaultRelease: \"4.5\""))),
        Reason.ToolsImageMissing,
        "jobs.toolsImage");
    assertDo(Worlds.settled(Upgrading.read(Upgrading.onMariaDb())), new Action.ReadPlugins());
  }

  @Test
  void anExistingMoodleIsItsOwnersToUpgrade() {
    assertStop(
        Worlds.settled(Upgrading.read(Wishes.existing().platform("defaultRelease: \"4.5\""))),
        Reason.UpgradeUnavailable,
        "Pin");
  }

  /** To Moodle it is one that is about to be deleted, not one that is missing. */
  @Test
  void aPluginThatTheCoreDroppedIsInNobodysWay() {
    assertDo(
        Worlds.settled(with(Map.of("4.4", Upgrading.OLD, "4.5", code(true, true))))
            .progress(Progress.NONE.withPlugins(Map.of("mod_forum", "1", "mod_chat", "1"))),
        new Action.BeginUpgrade("4.5"));
  }

  @Test
  void theReleaseHasEveryPluginOfTheTenantInNoOlderVersion() {
    assertStop(
        Worlds.settled(WISH)
            .progress(
                Progress.NONE.withPlugins(
                    Map.of("mod_forum", "1", "mod_zoo", "1", "mod_apple", "1"))),
        Reason.PluginsMissing,
        "mod_apple, mod_zoo");
    assertStop(
        Worlds.settled(WISH).progress(Progress.NONE.withPlugins(Map.of("mod_forum", "3"))),
        Reason.PluginsMissing,
        "mod_forum (2, the tenant has 3)");
  }

  @Test
  void theRolloutSaysWhoWaits() {
    var wait =
        new RolloutPlan(
            RolloutPlan.Rules.DEFAULT,
            Map.of(Worlds.ID, new Verdict.Wait(new Finding(Reason.UpgradeQueued, "Not yet."))),
            new Verdict.Go());

    assertStop(
        Worlds.settled(
            Upgrading.with(
                Upgrading.wishes().wish(),
                Map.of("4.4", Upgrading.OLD, "4.5", Upgrading.NEW),
                wait)),
        Reason.UpgradeQueued,
        "Not yet.");
  }

  @Test
  void soDoesTheLedger() {
    var refusal = new Finding(Reason.RolloutHalted, "Halted.");

    assertStop(
        Worlds.settled(WISH).progress(Progress.NONE.withPlugins(FITTING).withRefusal(refusal)),
        Reason.RolloutHalted,
        "Halted.");
  }

  /** To put the tenant back needs it. */
  @Test
  void theOtherLoginHasToBeFree() {
    assertStop(fitting(WISH).otherLogin(OtherLogin.IN_GRACE), Reason.UpgradeQueued, "login");
  }

  /** Nobody would see whether it serves, and what it serves stays closed to its own Jobs. */
  @Test
  void whoIsSuspendedIsUpgradedOnceItIsServedAgain() {
    var wish = Upgrading.read(Upgrading.wishes().tenant("state: Suspended"));

    assertStop(
        fitting(wish)
            .upkeep(new Upkeep(true, false, null), UpkeepJob.NONE)
            .registered()
            .route(RouteState.UNAVAILABLE),
        Reason.Suspended,
        "set spec.state to Active");
  }

  @Test
  void theJobThatFollowsTheStateComesFirst() {
    var wish = Upgrading.read(Upgrading.wishes().tenant("state: Maintenance"));
    var task = Task.first(TaskKind.MAINTENANCE_ON, 7);

    assertThat(
            UpgradeBegin.begin(
                wish, fitting(wish).upkeep(new Upkeep(false, false, task), UpkeepJob.NONE).world()))
        .hasValueSatisfying(
            next ->
                assertThat(next)
                    .isInstanceOfSatisfying(
                        Stop.class,
                        stop ->
                            assertThat(stop.finding().reason()).isEqualTo(Reason.UpgradeQueued)));
  }

  /** Whose own state is Maintenance stays there all the while. */
  @Test
  void whoIsInMaintenanceIsUpgraded() {
    var wish = Upgrading.read(Upgrading.wishes().tenant("state: Maintenance"));

    assertDo(
        fitting(wish).upkeep(new Upkeep(false, true, null), UpkeepJob.NONE),
        new Action.BeginUpgrade("4.5"));
  }

  @Test
  void whatFailedIsTriedAgainByAnotherAttemptOrForAnotherRelease() {
    var failure = new Operation.Failure("JobFailed", "It broke.");
    var operation = Upgrading.operation(UpgradePhase.FAILED, OperationStep.STARTED, 0, failure);
    var failed = Upgrading.at(WISH, operation, new JobVerdict.Absent()).progress(Progress.NONE);
    assertStop(failed, Reason.UpgradeFailed, "It broke. Then raise rollout.attempt");

    var second =
        new RolloutPlan(
            new RolloutPlan.Rules(2, 4, 1, false, Duration.ofDays(3)), Map.of(), new Verdict.Go());
    var codes = Map.of("4.4", Upgrading.OLD, "4.5", Upgrading.NEW);
    assertDo(
        Upgrading.at(
            Upgrading.with(Upgrading.wishes().wish(), codes, second),
            operation,
            new JobVerdict.Absent()),
        new Action.ReadPlugins());
    assertThat(
            Upgrading.at(
                    Upgrading.read(Upgrading.wishes().platform("defaultRelease: \"4.4\"")),
                    operation,
                    new JobVerdict.Absent())
                .provisioned())
        .isEqualTo(new Settled());
  }

  private static Worlds fitting(Wish wish) {
    return Worlds.settled(wish).progress(Progress.NONE.withPlugins(FITTING));
  }

  private static Wish with(Map<String, ReleaseCode> codes) {
    return Upgrading.with(Upgrading.wishes().wish(), codes, RolloutPlan.EVERYBODY);
  }

  private static ReleaseCode code(boolean guarded, boolean usable) {
    return new ReleaseCode(
        "2024100700.00",
        "4.5",
        Upgrading.NEW_HASH,
        FITTING,
        Set.of("mod_chat"),
        Set.of(),
        guarded,
        usable);
  }

  private static void assertDo(Worlds worlds, Action action) {
    assertThat(worlds.provisioned()).isEqualTo(new Do(ConditionType.UpToDate, action));
  }

  private static void assertStop(Worlds worlds, Reason reason, String message) {
    assertThat(worlds.provisioned())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> {
              assertThat(stop.at()).isEqualTo(ConditionType.UpToDate);
              assertThat(stop.finding().reason()).isEqualTo(reason);
              assertThat(stop.finding().message()).contains(message);
            });
  }
}
