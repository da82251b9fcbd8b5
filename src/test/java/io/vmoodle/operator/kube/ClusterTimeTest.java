package io.vmoodle.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTimeTest {
  private Instant steady = Instant.EPOCH;
  private final ClusterTime time = new ClusterTime(() -> steady);

  @Test
  void itIsLongAgoAsLongAsNothingWasSeen() {
    assertThat(time.now()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void itGoesOnFromTheLatestThatWasSeen() {
    time.saw(List.of(made("2026-01-02T03:00:00Z"), made("2026-01-02T02:00:00Z")));

    steady = steady.plus(Duration.ofMinutes(5));

    assertThat(time.now()).isEqualTo("2026-01-02T03:05:00Z");
  }

  @Test
  void whatIsSeenLateDoesNotTurnItBack() {
    time.saw(List.of(made("2026-01-02T03:00:00Z")));
    steady = steady.plus(Duration.ofMinutes(5));

    time.saw(List.of(made("2026-01-02T03:01:00Z")));

    assertThat(time.now()).isEqualTo("2026-01-02T03:05:00Z");
  }

  @Test
  void whatIsNotStoredYetSaysNothing() {
    time.saw(List.of(new PodBuilder().withNewMetadata().endMetadata().build()));

    assertThat(time.now()).isEqualTo(Instant.EPOCH);
  }

  private static HasMetadata made(String when) {
    return new PodBuilder().withNewMetadata().withCreationTimestamp(when).endMetadata().build();
  }
}
