package io.vmoodle.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.routing.ChangeBudget.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeBudgetTest {
  private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:07Z");

  private ChangeBudget budget = ChangeBudget.of(3);

  private Answer ask(long second) {
    var decision = budget.ask(BEGIN.plusSeconds(second));
    budget = decision.left();
    return decision.answer();
  }

  @Test
  void whatIsTooMuchForAMinuteWaitsForTheNextBurst() {
    var granted = new Answer.Granted();
    var queued = new Answer.Queued(BEGIN.plusSeconds(60));

    assertThat(List.of(ask(0), ask(0), ask(50), ask(50), ask(59)))
        .containsExactly(granted, granted, granted, queued, queued);
    assertThat(List.of(ask(60), ask(61), ask(61))).containsExactly(granted, granted, granted);
    assertThat(ask(119)).isEqualTo(new Answer.Queued(BEGIN.plusSeconds(120)));
  }

  @Test
  void threeThousandChangesTakeTenBurstsOfThreeHundred() {
    budget = ChangeBudget.of(300);
    var waiting = 3_000;
    var bursts = new ArrayList<Integer>();
    for (var now = 0L; waiting > 0; now += Duration.ofMinutes(1).toSeconds()) {
      var granted = 0;
      for (var asking = waiting; asking > 0; asking--) {
        granted += ask(now) instanceof Answer.Granted ? 1 : 0;
      }
      waiting -= granted;
      bursts.add(granted);
    }
    assertThat(bursts).hasSize(10).containsOnly(300);
  }

  @Test
  void aClockThatIsSetBackDoesNotStopChanges() {
    assertThat(List.of(ask(0), ask(0), ask(0), ask(-3_600))).containsOnly(new Answer.Granted());
  }

  @Test
  void oneThatWasIdleHasNotSavedMore() {
    ask(0);
    assertThat(List.of(ask(3_600), ask(3_600), ask(3_600))).containsOnly(new Answer.Granted());
    assertThat(ask(3_600)).isInstanceOf(Answer.Queued.class);
  }
}
