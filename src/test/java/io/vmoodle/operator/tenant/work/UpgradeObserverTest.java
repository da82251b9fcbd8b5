package io.vmoodle.operator.tenant.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UpgradeObserverTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration WAIT = Duration.ofSeconds(30);

  @Test
  void nobodyWaitsForAClockThatWasAhead() {
    assertThat(UpgradeObserver.hasLasted(NOW.minusSeconds(29), WAIT, NOW)).isFalse();
    assertThat(UpgradeObserver.hasLasted(NOW.minusSeconds(30), WAIT, NOW)).isTrue();
    assertThat(UpgradeObserver.hasLasted(NOW.plusSeconds(3600), WAIT, NOW)).isTrue();
  }

  @Test
  void butNothingIsDroppedEarlierForIt() {
    assertThat(UpgradeObserver.isPast(NOW.minusSeconds(30), WAIT, NOW)).isTrue();
    assertThat(UpgradeObserver.isPast(NOW.plusSeconds(3600), WAIT, NOW)).isFalse();
  }
}
