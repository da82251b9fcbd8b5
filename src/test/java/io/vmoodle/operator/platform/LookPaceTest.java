package io.vmoodle.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LookPaceTest {
  private final LookPace pace = new LookPace(Duration.ofSeconds(30));

  @Test
  void whatChangesRightAfterALookIsMendedWithinTheInterval() {
    var look = Duration.ofSeconds(2);

    assertThat(pace.pauseAfter(look).plus(look).plus(look)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aSlowLookLeavesHalfTheIntervalForOthers() {
    assertThat(pace.pauseAfter(Duration.ofMinutes(2))).isEqualTo(Duration.ofSeconds(15));
  }
}
