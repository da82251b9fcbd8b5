package io.vmoodle.operator.tenant.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CopyTroublesTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final CopyTroubles troubles = new CopyTroubles(now::get);

  @Test
  void theyLastFromTheFirstOneOn() {
    now.set(Instant.EPOCH.plusSeconds(3_600));
    assertThat(troubles.last("hugo")).as("however long it went well before").isFalse();
    now.updateAndGet(time -> time.plus(CopyTroubles.PATIENCE).minusMillis(1));
    assertThat(troubles.last("hugo")).isFalse();
    assertThat(troubles.last("zola")).as("another's").isFalse();
    now.updateAndGet(time -> time.plusMillis(1));
    assertThat(troubles.last("hugo")).isTrue();

    troubles.over("hugo");
    assertThat(troubles.last("hugo")).isFalse();
  }
}
