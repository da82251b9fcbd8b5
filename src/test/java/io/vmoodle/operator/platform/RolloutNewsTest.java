package io.vmoodle.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.RolloutStatus;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.rollout.RolloutProgress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolloutNewsTest {
  private static RolloutStatus status(Reason phase, String target, int attempt) {
    return new RolloutStatus(target, attempt, phase.name(), "", 0, 0, 0, 0, 0, 0, 0);
  }

  private static String news(@Nullable RolloutStatus before, Reason phase, int attempt) {
    return RolloutNews.item(
            before,
            new RolloutProgress(
                status(phase, "4.5", attempt), new Finding(phase, "Words."), null, null))
        .map(it -> it.type() + " " + it.finding().reason())
        .orElse("");
  }

  @Test
  void aRolloutBeginsOnce() {
    var complete = status(Reason.RolloutComplete, "4.4", 1);

    assertThat(news(complete, Reason.RolloutRunning, 1)).isEqualTo("Normal RolloutRunning");
    assertThat(news(complete, Reason.OutsideWindow, 1)).isEqualTo("Normal RolloutRunning");
    assertThat(news(status(Reason.OutsideWindow, "4.5", 1), Reason.RolloutRunning, 1)).isEmpty();
    assertThat(news(status(Reason.RolloutRunning, "4.5", 1), Reason.RolloutRunning, 1)).isEmpty();
  }

  @Test
  void itHaltsOnceAndBeginsAnewWithAnotherAttempt() {
    var running = status(Reason.RolloutRunning, "4.5", 1);
    var halted = status(Reason.RolloutHalted, "4.5", 1);

    assertThat(news(running, Reason.RolloutHalted, 1)).isEqualTo("Warning RolloutHalted");
    assertThat(news(halted, Reason.RolloutHalted, 1)).isEmpty();
    assertThat(news(halted, Reason.RolloutRunning, 2)).isEqualTo("Normal RolloutRunning");
  }

  @Test
  void itEndsOnce() {
    var running = status(Reason.RolloutRunning, "4.5", 1);

    assertThat(news(running, Reason.RolloutComplete, 1)).isEqualTo("Normal RolloutComplete");
    assertThat(news(running, Reason.RolloutIncomplete, 1)).isEqualTo("Warning RolloutIncomplete");
    assertThat(news(status(Reason.RolloutComplete, "4.5", 1), Reason.RolloutComplete, 2)).isEmpty();
  }

  @Test
  void aPlatformThatWasNeverElsewhereIsNoNews() {
    assertThat(news(null, Reason.RolloutComplete, 1)).isEmpty();
    assertThat(news(status(Reason.RolloutComplete, "4.4", 1), Reason.RolloutComplete, 1)).isEmpty();
  }
}
