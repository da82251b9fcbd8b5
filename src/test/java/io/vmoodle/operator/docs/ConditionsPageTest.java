package io.vmoodle.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConditionsPageTest {
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|.*", Pattern.MULTILINE);

  private static List<String> rows(boolean reasons) throws IOException {
    var parts = Files.readString(Path.of("docs/conditions.md")).split("\n## Reasons\n", -1);
    assertThat(parts).hasSize(2);
    return ROW.matcher(parts[reasons ? 1 : 0]).results().map(row -> row.group(1)).toList();
  }

  @Test
  void saysWhatEveryConditionMeans() throws IOException {
    assertThat(rows(false))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ConditionType.values()).map(Enum::name).toList());
  }

  @Test
  void saysOfEveryReasonWhatItMeansAndWhatToDo() throws IOException {
    assertThat(rows(true))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values()).map(Enum::name).toList());
  }
}
