package io.vmoodle.operator.platform.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IndexTest {
  private final Index<Integer, String, String> byLength = new Index<>(IndexTest::lengthUnlessEmpty);
  private final Snapshot<String, String> snapshot = new Snapshot<>(List.of(byLength));

  @Test
  void followsEverythingThatASnapshotHearsOf() {
    snapshot.put("a", "xx");
    snapshot.put("b", "yy");
    assertThat(byLength.of(2)).containsExactlyInAnyOrder("a", "b");

    snapshot.put("a", "xxx");
    assertThat(byLength.of(2)).containsExactly("b");
    assertThat(byLength.of(3)).containsExactly("a");

    snapshot.remove("b");
    assertThat(byLength.of(2)).isEmpty();

    snapshot.replace(Map.of("b", "zzz", "c", "z"), snapshot.begin());
    assertThat(byLength.of(3)).containsExactly("b");
    assertThat(byLength.of(1)).containsExactly("c");
  }

  @Test
  void aReadingThatIsOlderDoesNotMoveAnything() {
    var begun = snapshot.begin();
    snapshot.put("a", "xx");

    snapshot.replace(Map.of("a", "x"), begun);

    assertThat(byLength.of(2)).containsExactly("a");
    assertThat(byLength.of(1)).isEmpty();
  }

  @Test
  void whatHasNothingToBeFoundByIsNotFound() {
    snapshot.put("a", "x");
    snapshot.put("a", "");

    assertThat(byLength.of(1)).isEmpty();
    assertThat(byLength.of(0)).isEmpty();
  }

  private static @Nullable Integer lengthUnlessEmpty(String text) {
    return text.isEmpty() ? null : text.length();
  }
}
