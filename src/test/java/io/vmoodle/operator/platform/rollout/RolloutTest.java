package io.vmoodle.operator.platform.rollout;

import static io.vmoodle.operator.platform.rollout.Scene.NEW;
import static io.vmoodle.operator.platform.rollout.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.platform.server.ServerHealth;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import io.vmoodle.operator.platform.state.TenantResource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RolloutTest {
  private static Scene scene() {
    return new Scene();
  }

  /** Tenant hugo in a scene, why it does not go, and what the platform says. */
  static Stream<Arguments> holds() {
    var away = scene().tenant("hugo", OLD);
    away.resources.clear();
    var unreadable = scene().tenant("hugo", OLD);
    unreadable.resources.put("hugo", new TenantResource(false, false, false, null, Map.of()));
    var paused = scene().tenant("hugo", OLD);
    paused.resources.put("hugo", new TenantResource(true, true, false, null, Map.of()));
    var unread = scene().tenant("hugo", OLD);
    unread.releases.remove(NEW);
    var unreadOld = scene().tenant("hugo", OLD);
    unreadOld.releases.remove(OLD);
    var broken = scene().tenant("hugo", OLD);
    broken.releases.put(
        NEW, new ReleaseSeen(null, "", new Finding(Reason.JobImageUnavailable, "Fix it."), null));
    var noService = scene().tenant("hugo", OLD);
    noService.services.clear();
    var cron = scene().tenant("hugo", OLD);
    cron.pluginCron = true;
    var down = scene().tenant("hugo", OLD);
    down.servers.put(
        "first", new ServerHealth(new Finding(Reason.DatabaseUnavailable, "Start it.")));
    var unknownServer = scene().tenant("hugo", OLD);
    unknownServer.servers.clear();
    return Stream.of(
        Arguments.of(scene().tenant("hugo", OLD), Reason.Progressing, "RolloutRunning queued=1"),
        Arguments.of(scene().tenant("hugo", NEW), Reason.UpgradeQueued, "RolloutComplete done=1"),
        Arguments.of(away, Reason.LedgerRecordLost, "RolloutIncomplete blocked=1"),
        Arguments.of(unreadable, Reason.SpecInvalid, "RolloutIncomplete blocked=1"),
        Arguments.of(paused, Reason.Paused, "RolloutIncomplete blocked=1"),
        Arguments.of(
            scene().adopted("hugo", OLD), Reason.UpgradeUnavailable, "RolloutIncomplete blocked=1"),
        Arguments.of(
            scene().suspended("hugo", OLD), Reason.Suspended, "RolloutIncomplete blocked=1"),
        Arguments.of(scene().failed("hugo", 1), Reason.UpgradeFailed, "RolloutIncomplete failed=1"),
        Arguments.of(
            scene().rollout("{attempt: 2}").failed("hugo", 1),
            Reason.Progressing,
            "RolloutRunning queued=1"),
        Arguments.of(
            scene().on("hugo", "second"), Reason.ToolsImageMissing, "ToolsImageMissing queued=1"),
        Arguments.of(
            scene().platform("jobs: {toolsImage: tools}").on("hugo", "second"),
            Reason.Progressing,
            "RolloutRunning queued=1"),
        Arguments.of(
            scene().tenant("hugo", "4.3"), Reason.ReleaseInUse, "RolloutIncomplete blocked=1"),
        Arguments.of(scene().pinned("hugo", OLD, "9.9"), Reason.UnknownRelease, "RolloutComplete"),
        Arguments.of(
            scene().code(OLD, "2025000000.00", true).tenant("hugo", OLD),
            Reason.AheadOfTarget,
            "RolloutIncomplete ahead=1"),
        Arguments.of(
            scene().code(OLD, "2024100700.01", true).tenant("hugo", OLD),
            Reason.AheadOfTarget,
            "RolloutIncomplete ahead=1"),
        Arguments.of(unread, Reason.ReleaseNotProbed, "ReleaseNotProbed queued=1"),
        Arguments.of(unreadOld, Reason.ReleaseNotProbed, "ReleaseNotProbed queued=1"),
        Arguments.of(broken, Reason.JobImageUnavailable, "JobImageUnavailable queued=1"),
        Arguments.of(noService, Reason.ServiceNotFound, "ServiceNotFound queued=1"),
        Arguments.of(
            scene().code(NEW, "2024100700.00", false).tenant("hugo", OLD),
            Reason.ReleaseUnguarded,
            "ReleaseUnguarded queued=1"),
        Arguments.of(
            scene().code(OLD, "2024042200.00", false).tenant("hugo", OLD),
            Reason.ReleaseUnguarded,
            "ReleaseUnguarded queued=1"),
        Arguments.of(
            scene()
                .code(NEW, "2024100700.00", false)
                .rollout("{allowUnguarded: true}")
                .tenant("hugo", OLD),
            Reason.Progressing,
            "RolloutRunning queued=1"),
        Arguments.of(
            scene().platform("paused: true").tenant("hugo", OLD), Reason.Paused, "Paused queued=1"),
        Arguments.of(
            scene().rollout("{paused: true}").tenant("hugo", OLD),
            Reason.RolloutPaused,
            "RolloutPaused queued=1"),
        Arguments.of(cron, Reason.PluginCronRunning, "PluginCronRunning queued=1"),
        Arguments.of(
            scene()
                .rollout("{windows: [{schedule: '0 22 * * *', duration: 4h}]}")
                .tenant("hugo", OLD),
            Reason.OutsideWindow,
            "OutsideWindow queued=1"),
        Arguments.of(
            scene()
                .rollout("{windows: [{schedule: '0 22 * * *', duration: 4h, timeZone: Nowhere}]}")
                .tenant("hugo", OLD),
            Reason.WindowInvalid,
            "WindowInvalid queued=1"),
        Arguments.of(down, Reason.DatabaseUnavailable, "DatabaseUnavailable queued=1"),
        Arguments.of(unknownServer, Reason.UnknownDatabaseServer, "UnknownDatabaseServer queued=1"),
        Arguments.of(
            scene().failed("emile", 1).tenant("hugo", OLD),
            Reason.RolloutHalted,
            "RolloutHalted failed=1 queued=1"));
  }

  @ParameterizedTest
  @MethodSource("holds")
  void saysWhyATenantDoesNotGo(Scene scene, Reason reason, String platform) {
    assertThat(scene.why("hugo").reason()).isEqualTo(reason);
    assertThat(scene.says()).isEqualTo(platform);
    assertThat(scene.why("hugo").message()).endsWith(".");
    assertThat(scene.decide().progress().finding().message()).endsWith(".");
  }

  @Test
  void onlyTenantsThatServeAndStayAreCounted() {
    var scene = scene().tenant("hugo", NEW).tenant("leaving", OLD);
    scene.resources.put("leaving", new TenantResource(true, false, true, null, Map.of()));
    scene.gone(null);

    assertThat(scene.says()).isEqualTo("RolloutComplete done=1");
  }

  /** Deleted in the middle, it goes on when it comes back, which may be never. */
  @Test
  void whoIsGoneTakesNobodysPlace() {
    var scene = scene().rollout("maxConcurrent: 1").many(2, OLD);
    scene.gone(Scene.upgrade(UpgradePhase.WATCHING, NEW, 1));

    assertThat(scene.going()).containsExactly("t00000");
  }

  @Test
  void toDeleteWhoFailedLiftsNoHalt() {
    var scene = scene().rollout("haltAfterFailures: 1").many(2, OLD);
    scene.gone(Scene.upgrade(UpgradePhase.FAILED, NEW, 1));

    assertThat(scene.going()).isEmpty();
    assertThat(scene.says()).isEqualTo("RolloutHalted queued=2");
  }

  @Test
  void aPinnedTenantGoesWithoutWaitingForCanaries() {
    var scene = Scene.beforeCanaries().many(3, OLD).pinned("pinned", OLD, NEW);

    assertThat(scene.going()).containsExactlyInAnyOrder("pinned", "t00000");
    assertThat(scene.says()).isEqualTo("RolloutRunning queued=3");
  }

  @Test
  void aTenantThatIsPinnedToItsReleaseStays() {
    var scene = scene().pinned("hugo", OLD, OLD).tenant("emile", NEW);

    assertThat(scene.going()).isEmpty();
    assertThat(scene.says()).isEqualTo("RolloutComplete done=1");
  }

  @Test
  void noMoreGoThanThereIsRoomFor() {
    var scene =
        scene()
            .rollout("{maxConcurrent: 3}")
            .many(5, OLD)
            .upgrading("x", UpgradePhase.UPGRADING, NEW);

    assertThat(scene.going()).containsExactlyInAnyOrder("t00000", "t00001");
    assertThat(scene.says()).isEqualTo("RolloutRunning running=1 queued=5");
  }

  @Test
  void aTenantThatIsPutBackTakesRoomAndIsAFailure() {
    var scene = scene().many(5, OLD).upgrading("x", UpgradePhase.REVERTING, NEW);

    assertThat(scene.going()).isEmpty();
    assertThat(scene.says()).isEqualTo("RolloutHalted running=1 queued=5");
  }

  @Test
  void whatIsUnderWayElsewhereTakesRoomWhenTheTargetChanges() {
    var scene =
        scene()
            .rollout("{maxConcurrent: 2}")
            .many(3, OLD)
            .upgrading("x", UpgradePhase.UPGRADING, "4.4-p1")
            .upgrading("y", UpgradePhase.RESTORING, "4.4-p1");

    assertThat(scene.going()).isEmpty();
    assertThat(scene.says()).isEqualTo("RolloutRunning running=2 queued=3");
  }

  @Test
  void aFailureOfAnotherTargetHaltsNothing() {
    var scene = scene().many(2, OLD);
    scene.tenants.put(
        "t00000",
        Scene.tenant(
            "t00000",
            OLD,
            "first",
            Origin.CREATED,
            TenantState.ACTIVE,
            Scene.upgrade(UpgradePhase.FAILED, "4.4-p1", 1)));

    assertThat(scene.going()).containsExactlyInAnyOrder("t00000", "t00001");
  }

  @Test
  void haltsAfterAsManyFailuresAsAreAllowedAndGoesOnWithTheNextAttempt() {
    var scene = scene().rollout("{haltAfterFailures: 2}").many(5, OLD).failed("x", 1);
    assertThat(scene.says()).isEqualTo("RolloutRunning failed=1 queued=5");

    scene.failed("y", 1);
    assertThat(scene.says()).isEqualTo("RolloutHalted failed=2 queued=5");
    assertThat(scene.going()).isEmpty();
    assertThat(scene.decide().progress().finding().message())
        .contains("schools/x, schools/y", "set rollout.attempt to 2");

    scene.rollout("{haltAfterFailures: 2, attempt: 2}");
    assertThat(scene.says()).isEqualTo("RolloutRunning queued=7");
    assertThat(scene.going()).hasSize(4);
  }

  @Test
  void aLowerAttemptRepeatsNothing() {
    assertThat(scene().rollout("{attempt: 1}").failed("hugo", 3).says())
        .isEqualTo("RolloutIncomplete failed=1");
  }

  @Test
  void aTenantThatCannotTakeItsTurnKeepsNobodyFromTheirs() {
    var scene = scene().rollout("{maxConcurrent: 1}").many(3, OLD);
    scene.turns.put("t00000", new Turn(1, new Finding(Reason.PluginsMissing, "Add it.")));
    scene.turns.put("t00001", new Turn(2, null));

    assertThat(scene.going()).containsExactly("t00002");
    assertThat(scene.why("t00000").reason()).isEqualTo(Reason.PluginsMissing);
    assertThat(scene.says()).isEqualTo("RolloutRunning blocked=1 queued=2");
  }

  @Test
  void aTenantThatCouldNotGoTriesAgainWhenThereIsRoom() {
    var scene = scene().rollout("{maxConcurrent: 2}").many(3, OLD);
    for (int i = 0; i < 3; i++) {
      scene.turns.put("t0000" + i, new Turn(9 - i, new Finding(Reason.PluginsMissing, "Add it.")));
    }

    assertThat(scene.going()).containsExactlyInAnyOrder("t00001", "t00002");
    assertThat(scene.says()).isEqualTo("RolloutIncomplete blocked=3");
  }

  @Test
  void thePlaceInTheQueueIsToldRoughly() {
    var scene = scene().rollout("{maxConcurrent: 1}").many(200, OLD);

    assertThat(scene.why("t00001").message()).contains("among the next 10.");
    assertThat(scene.why("t00010").message()).contains("among the next 10.");
    assertThat(scene.why("t00011").message()).contains("among the next 100.");
    assertThat(scene.why("t00199").message()).contains("among the next 1,000.");
  }

  @Test
  void whoIsNextIsNotToldApartFromWhoComesSoonAfter() {
    var scene = scene().rollout("{maxConcurrent: 16}").many(200, OLD);

    assertThat(scene.why("t00016").message()).contains("among the next 100.");
    assertThat(scene.why("t00199").message()).contains("among the next 1,000.");
  }

  @Test
  void tellsOfReleasesThatAreUsedAndNotListed() {
    var scene = scene().tenant("hugo", "4.3").tenant("emile", "4.3").tenant("zola", OLD);

    assertThat(scene.decide().progress().forgotten())
        .satisfies(
            it -> {
              assertThat(it).isNotNull();
              assertThat(it.reason()).isEqualTo(Reason.ReleaseInUse);
              assertThat(it.message()).contains("4.3 (2)").doesNotContain("4.4");
            });
    assertThat(scene().tenant("hugo", OLD).decide().progress().forgotten()).isNull();
  }

  @Test
  void theRulesOfThePlatformGoWithThePlan() {
    var rules =
        scene()
            .rollout(
                "{attempt: 3, maxConcurrent: 7, haltAfterFailures: 5, allowUnguarded: true, keepPrevious: 1h}")
            .decide()
            .plan()
            .rules();

    assertThat(rules)
        .hasToString(
            "Rules[attempt=3, maxConcurrent=7, haltAfterFailures=5, allowUnguarded=true, keepPrevious=PT1H]");
  }
}
