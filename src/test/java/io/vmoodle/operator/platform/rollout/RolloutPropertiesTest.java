package io.vmoodle.operator.platform.rollout;

import static io.vmoodle.operator.platform.rollout.Scene.NEW;
import static io.vmoodle.operator.platform.rollout.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.RolloutMilestone;
import io.vmoodle.operator.ledger.UpgradePhase;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What holds for every plan, whatever a fleet looks like. */
class RolloutPropertiesTest {
  @RepeatedTest(500)
  void neverMoreGoThanThereIsRoomFor(RepetitionInfo repetition) {
    var chance = new Random(repetition.getCurrentRepetition());
    var most = 1 + chance.nextInt(6);
    var scene = chance.nextBoolean() ? new Scene() : Scene.beforeCanaries();
    if (chance.nextInt(4) == 0) {
      scene.milestone = new RolloutMilestone(OLD, NEW, Scene.NOW.plusSeconds(chance.nextInt(9)));
    }
    scene.rollout(
        """
        maxConcurrent: %d
        attempt: %d
        haltAfterFailures: %d
        canary: {minimum: %d%s}
        """
            .formatted(
                most,
                1 + chance.nextInt(2),
                1 + chance.nextInt(4),
                chance.nextInt(4),
                chance.nextBoolean() ? ", selector: {matchLabels: {ring: canary}}" : ""));
    int running = 0;
    for (int i = 0; i < chance.nextInt(40); i++) {
      var name = "t%02d".formatted(i);
      switch (chance.nextInt(9)) {
        case 0 -> scene.tenant(name, NEW);
        case 1 -> scene.failed(name, 1);
        case 2 -> {
          var phases = UpgradePhase.values();
          var phase = phases[chance.nextInt(phases.length)];
          scene.upgrading(name, phase, chance.nextBoolean() ? NEW : "4.4-p1");
          running += phase.running() ? 1 : 0;
        }
        case 3 -> scene.pinned(name, OLD, chance.nextBoolean() ? NEW : OLD);
        case 4 -> scene.labelled(name, chance.nextBoolean() ? OLD : NEW, "ring", "canary");
        case 5 -> scene.adopted(name, OLD);
        default -> scene.tenant(name, OLD);
      }
      if (chance.nextInt(5) == 0) {
        scene.turns.put(
            name,
            new Turn(i, chance.nextBoolean() ? null : new Finding(Reason.PluginsMissing, "Add.")));
      }
    }

    assertThat(scene.going()).hasSizeLessThanOrEqualTo(Math.max(0, most - running));
    var decision = scene.decide();
    var status = decision.progress().status();
    assertThat(status.total())
        .isEqualTo(
            status.done()
                + status.failed()
                + status.blocked()
                + status.ahead()
                + status.running()
                + status.queued());
    assertThat(decision.progress().complete()).isEqualTo(status.done() == status.total());
    assertThat(scene.decide()).as("decided once more").isEqualTo(decision);
  }

  /** Ended by itself, a fleet comes to its release, a few at a time. */
  @Test
  void everyTenantHasItsTurn() {
    var scene = Scene.beforeCanaries().rollout("{maxConcurrent: 7}").many(100, OLD);

    for (int i = 0; i < 1_000 && !scene.decide().progress().complete(); i++) {
      var decision = scene.decide();
      if (decision.arrived()) {
        scene.milestone = scene.milestone.arrived(NEW, scene.now);
      } else if (decision.proven()) {
        scene.milestone = scene.milestone.passed();
      }
      scene.going().forEach(name -> scene.tenant(name, NEW));
    }

    assertThat(scene.says()).isEqualTo("RolloutComplete done=100");
  }

  @Test
  void aLargeFleetIsDecidedInMilliseconds() {
    var scene = new Scene().rollout("{maxConcurrent: 8, canary: {minimum: 100}}").many(3_000, OLD);
    var fastest = Duration.ofDays(1);
    for (int i = 0; i < 20; i++) {
      var begin = System.nanoTime();
      scene.decide();
      var took = Duration.ofNanos(System.nanoTime() - begin);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }

    // Were each tenant compared with each other, it would be seconds.
    assertThat(fastest).isLessThan(Duration.ofMillis(200));
  }
}
