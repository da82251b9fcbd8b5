package io.vmoodle.operator.platform.rollout;

import static io.vmoodle.operator.platform.rollout.Scene.NEW;
import static io.vmoodle.operator.platform.rollout.Scene.NOW;
import static io.vmoodle.operator.platform.rollout.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.RolloutMilestone;
import io.vmoodle.operator.ledger.UpgradePhase;
import org.junit.jupiter.api.Test;

class CanariesTest {
  private static final String CHOSEN =
      "canary: {selector: {matchLabels: {ring: canary}}, minimum: 2, soak: 1h}";

  private static Scene scene() {
    return Scene.beforeCanaries();
  }

  @Test
  void withoutASelectorTheFirstOnesGoFirst() {
    var scene = scene().rollout("canary: {minimum: 2}").many(5, OLD);

    assertThat(scene.going()).containsExactlyInAnyOrder("t00000", "t00001");
    assertThat(scene.why("t00002").reason()).isEqualTo(Reason.CanariesFirst);
    assertThat(scene.decide().arrived()).isFalse();
  }

  @Test
  void whoIsThereAlreadyOrOnTheWayCounts() {
    var scene =
        scene()
            .rollout("canary: {minimum: 3}")
            .many(5, OLD)
            .tenant("z", NEW)
            .upgrading("y", UpgradePhase.UPGRADING, NEW);

    assertThat(scene.going()).containsExactly("t00000");
  }

  @Test
  void anotherTakesThePlaceOfACanaryThatFailedWhereFailuresAreAllowed() {
    var scene = scene().rollout("{haltAfterFailures: 2}").many(5, OLD).failed("t00000", 1);

    assertThat(scene.going()).containsExactly("t00001");
  }

  @Test
  void aFleetWhoseOnlyCanaryFailedProvesNothing() {
    var scene = scene().rollout("{haltAfterFailures: 9}").failed("hugo", 1);

    assertThat(scene.decide().arrived()).isFalse();
  }

  @Test
  void withoutCanariesEverybodyGoes() {
    assertThat(scene().rollout("canary: {minimum: 0}").many(3, OLD).decide().arrived()).isTrue();
  }

  @Test
  void fewerTenantsThanCanariesAreAllCanaries() {
    var scene = scene().rollout("canary: {minimum: 9}").many(3, OLD);
    assertThat(scene.going()).hasSize(3);

    assertThat(scene().rollout("canary: {minimum: 9}").many(3, NEW).decide().arrived()).isTrue();
  }

  @Test
  void allThatTheSelectorChoosesGoFirst() {
    var scene =
        scene()
            .rollout(CHOSEN)
            .many(5, OLD)
            .labelled("a", OLD, "ring", "canary")
            .labelled("b", OLD, "ring", "canary")
            .labelled("c", NEW, "ring", "canary");

    assertThat(scene.going()).containsExactlyInAnyOrder("a", "b");
    assertThat(scene.decide().arrived()).isFalse();
    scene.labelled("a", NEW, "ring", "canary").labelled("b", NEW, "ring", "canary");
    assertThat(scene.decide().arrived()).isTrue();
  }

  @Test
  void tooFewCanariesHoldUpTheOthers() {
    var scene = scene().rollout(CHOSEN).many(5, OLD).labelled("a", NEW, "ring", "canary");

    assertThat(scene.says()).isEqualTo("CanariesMissing done=1 queued=5");
    assertThat(scene.decide().arrived()).isFalse();
  }

  @Test
  void aCanaryThatCannotGoTriesAgain() {
    var scene = scene().rollout(CHOSEN).many(5, OLD).labelled("a", OLD, "ring", "canary");
    scene.turns.put("a", new Turn(1, new Finding(Reason.PluginsMissing, "Add it.")));

    assertThat(scene.going()).containsExactly("a");
  }

  @Test
  void whereNobodyIsElsewhereThereIsNobodyToLookAt() {
    assertThat(scene().rollout(CHOSEN).decide().arrived()).isTrue();
    assertThat(scene().rollout(CHOSEN).many(3, NEW).decide().arrived()).isTrue();
  }

  @Test
  void theOthersWaitUntilTheCanariesWereLookedAt() {
    var scene = scene().rollout("canary: {soak: 1h}").many(5, OLD).tenant("z", NEW);
    scene.milestone = new RolloutMilestone(OLD, NEW, NOW);

    scene.at(NOW.plusSeconds(3_599));
    assertThat(scene.says()).isEqualTo("CanariesSoak done=1 queued=5");
    assertThat(scene.going()).isEmpty();
    assertThat(scene.decide().proven()).isFalse();

    scene.at(NOW.plusSeconds(3_600));
    assertThat(scene.going()).hasSize(4);
    assertThat(scene.decide().proven()).isTrue();
  }

  @Test
  void aReleaseToWhichNobodyCameIsNotProven() {
    var scene = scene().suspended("a", OLD).suspended("b", OLD);
    assertThat(scene.decide().arrived()).isFalse();
    assertThat(scene.says()).isEqualTo("RolloutIncomplete blocked=2");

    assertThat(scene.tenant("c", NEW).decide().arrived()).isTrue();
  }

  /** Moodles that were taken over are never upgraded. */
  @Test
  void whoNeverComesIsNotWaitedFor() {
    assertThat(scene().adopted("a", OLD).adopted("b", OLD).decide().arrived()).isTrue();
  }

  /** There is nobody who could be looked at, and new ones come to the release from below. */
  @Test
  void whereAllAreAheadNobodyIsWaitedFor() {
    var scene = scene().platform("defaultRelease: '4.4'").many(3, NEW);

    assertThat(scene.says()).isEqualTo("RolloutIncomplete ahead=3");
    assertThat(scene.decide().arrived()).isTrue();
  }

  @Test
  void theCanariesOfAnotherReleaseProveNothing() {
    var scene = scene().many(5, OLD);
    scene.milestone = new RolloutMilestone(OLD, OLD, NOW.minusSeconds(99));

    assertThat(scene.going()).containsExactly("t00000");
  }

  @Test
  void whatIsProvenIsNotNotedAgain() {
    var scene = scene().many(5, OLD);
    scene.milestone = new RolloutMilestone(NEW, NEW, NOW.minusSeconds(99));

    assertThat(scene.decide().proven()).isFalse();
    assertThat(scene.decide().arrived()).isFalse();
    assertThat(scene.going()).hasSize(4);
  }
}
