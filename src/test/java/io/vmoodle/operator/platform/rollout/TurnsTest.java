package io.vmoodle.operator.platform.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.state.RolloutPlan.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final Finding MISSING = new Finding(Reason.PluginsMissing, "Add it.");
  private static final Map<String, Verdict> GO = Map.of("hugo", new Verdict.Go());
  private static final Map<String, Verdict> WAIT = Map.of("hugo", new Verdict.Wait(MISSING));

  private final Turns turns = new Turns();

  @Test
  void whatKeepsATenantIsNewsOnce() {
    assertThat(turns.told("hugo", MISSING)).isTrue();
    assertThat(turns.told("hugo", MISSING)).isFalse();
    assertThat(turns.told("hugo", new Finding(Reason.SecretNotFound, "Make it."))).isTrue();
    assertThat(turns.told("hugo", null)).isTrue();
    assertThat(turns.missed()).isEmpty();
    assertThat(turns.told("hugo", null)).isFalse();
  }

  @Test
  void whoSaysItAgainGoesBehindTheOthers() {
    turns.told("hugo", MISSING);
    turns.told("emile", MISSING);
    turns.told("hugo", MISSING);

    assertThat(turns.missed().values().stream().sorted(Comparator.comparingLong(Turn::number)))
        .containsExactly(new Turn(1, MISSING), new Turn(2, MISSING));
    assertThat(turns.missed()).containsEntry("emile", new Turn(1, MISSING));
  }

  @Test
  void aTurnThatIsNotTakenInTimeIsOver() {
    turns.given(GO, Set.of(), NOW);
    turns.given(GO, Set.of(), NOW.plus(Turns.PATIENCE));
    assertThat(turns.missed()).isEmpty();

    turns.given(GO, Set.of(), NOW.plus(Turns.PATIENCE).plusSeconds(1));
    assertThat(turns.missed()).containsExactly(Map.entry("hugo", new Turn(0, null)));
  }

  @Test
  void theTimeBeginsAnewWithAnotherTurn() {
    turns.given(GO, Set.of(), NOW);
    turns.given(WAIT, Set.of(), NOW.plusSeconds(1));
    turns.given(GO, Set.of(), NOW.plus(Turns.PATIENCE).plusSeconds(1));

    assertThat(turns.missed()).isEmpty();
  }

  @Test
  void whoIsUpgradedOrThereIsForgotten() {
    turns.told("hugo", MISSING);
    turns.told("emile", MISSING);

    turns.given(GO, Set.of("hugo"), NOW);

    assertThat(turns.missed()).isEmpty();
  }
}
