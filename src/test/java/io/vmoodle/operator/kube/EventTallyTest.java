package io.vmoodle.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventTallyTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final EventTally tally = new EventTally();
  private final ObjectReference hugo = reference("1");

  @Test
  void repeatsWithinAMinuteAreHeldAndCountedWithTheNext() {
    assertThat(tally.count(hugo, "a", START)).isEqualTo(new EventTally.First());
    assertThat(tally.count(hugo, "a", START.plusSeconds(1))).isEqualTo(new EventTally.Held());
    assertThat(tally.count(hugo, "a", START.plusSeconds(59))).isEqualTo(new EventTally.Held());
    assertThat(tally.count(hugo, "a", START.plusSeconds(60))).isEqualTo(new EventTally.Repeated(3));
    assertThat(tally.count(hugo, "a", START.plusSeconds(61))).isEqualTo(new EventTally.Held());
    assertThat(tally.count(hugo, "a", START.plusSeconds(121)))
        .isEqualTo(new EventTally.Repeated(2));
  }

  @Test
  void oneResourceCannotFloodButDoesNotSilenceOthers() {
    IntStream.range(0, EventTally.BURST)
        .forEach(
            n -> assertThat(tally.count(hugo, "e" + n, START)).isEqualTo(new EventTally.First()));
    assertThat(tally.count(hugo, "more", START)).isEqualTo(new EventTally.Held());
    assertThat(tally.count(reference("2"), "more", START)).isEqualTo(new EventTally.First());
  }

  @Test
  void oneMoreIsEarnedEveryFiveMinutes() {
    IntStream.range(0, EventTally.BURST).forEach(n -> tally.count(hugo, "e" + n, START));
    var nearly = START.plus(EventTally.REFILL).minusSeconds(1);
    assertThat(tally.count(hugo, "x", nearly)).isEqualTo(new EventTally.Held());
    var then = START.plus(EventTally.REFILL);
    assertThat(tally.count(hugo, "x", then)).isEqualTo(new EventTally.First());
    assertThat(tally.count(hugo, "y", then)).isEqualTo(new EventTally.Held());
    var later = START.plus(EventTally.REFILL.multipliedBy(3));
    assertThat(tally.count(hugo, "y", later)).isEqualTo(new EventTally.First());
    assertThat(tally.count(hugo, "z", later)).isEqualTo(new EventTally.First());
  }

  @Test
  void whatWasForgottenIsFirstAgain() {
    tally.count(hugo, "a", START);
    IntStream.range(0, 5_000).forEach(n -> tally.count(reference("r" + n), "e" + n, START));
    assertThat(tally.count(hugo, "a", START.plusSeconds(1))).isEqualTo(new EventTally.First());
  }

  private static ObjectReference reference(String uid) {
    return new ObjectReferenceBuilder()
        .withKind("VirtualMoodle")
        .withNamespace("schools")
        .withUid(uid)
        .build();
  }
}
