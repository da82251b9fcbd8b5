package io.vmoodle.operator.platform.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private final Snapshot<String, Integer> snapshot = new Snapshot<>();

  @Test
  void aReadingTellsWhatChanged() {
    snapshot.replace(Map.of("same", 1, "other", 1, "gone", 1), snapshot.begin());

    var changed = snapshot.replace(Map.of("same", 1, "other", 2, "new", 1), snapshot.begin());

    assertThat(changed).containsExactlyInAnyOrder("other", "gone", "new");
    assertThat(snapshot.get("other")).contains(2);
    assertThat(snapshot.get("gone")).isEmpty();
    assertThat(snapshot.values()).containsExactlyInAnyOrder(1, 2, 1);
  }

  @Test
  void whatWasPutWhileAReadingRanIsNewerThanTheReading() {
    var begun = snapshot.begin();
    snapshot.put("a", 2);

    assertThat(snapshot.replace(Map.of("a", 1), begun)).isEmpty();
    assertThat(snapshot.replace(Map.of(), begun)).isEmpty();

    assertThat(snapshot.get("a")).contains(2);
  }

  @Test
  void whatWasRemovedWhileAReadingRanStaysRemoved() {
    snapshot.put("a", 1);
    var begun = snapshot.begin();
    snapshot.remove("a");

    assertThat(snapshot.replace(Map.of("a", 1), begun)).isEmpty();
    assertThat(snapshot.get("a")).isEmpty();

    assertThat(snapshot.replace(Map.of("a", 1), snapshot.begin())).containsExactly("a");
  }

  @Test
  void aRemovalThatAReadingConfirmsIsNoChange() {
    snapshot.put("a", 1);
    snapshot.remove("a");

    assertThat(snapshot.replace(Map.of(), snapshot.begin())).isEmpty();
  }
}
