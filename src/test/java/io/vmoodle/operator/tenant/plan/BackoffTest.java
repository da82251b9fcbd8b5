package io.vmoodle.operator.tenant.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.tenant.Worlds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void pausesGrowAndThenStayAsTheyAre() {
    assertThat(Backoff.after(1)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Backoff.after(4)).isEqualTo(Duration.ofHours(1));
    assertThat(Backoff.after(400)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void anAttemptBeginsWhenItsTimeHasCome() {
    assertThat(Backoff.isDue(null, Worlds.THEN)).isTrue();
    assertThat(Backoff.isDue(Worlds.THEN, Worlds.THEN)).isTrue();
    assertThat(Backoff.isDue(Worlds.THEN.plusMillis(1), Worlds.THEN)).isFalse();
    assertThat(Backoff.isDue(Worlds.THEN.plus(Duration.ofHours(1)), Worlds.THEN)).isFalse();
  }

  /** Its clock was ahead by a day, say; nobody waits that long. */
  @Test
  void whatNoPauseReachesWasWrittenByAnotherClock() {
    assertThat(Backoff.isDue(Worlds.THEN.plus(Duration.ofHours(25)), Worlds.THEN)).isTrue();
  }
}
