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

  @Test
  void saysWhichReasonsThisVersionDoesNotSayYet() throws IOException {
    var code = code();
    var page = Files.readString(Path.of("docs/conditions.md"));

    for (var reason : Reason.values()) {
      var said = Pattern.compile("\\bReason\\.%s\\b".formatted(reason)).matcher(code).find();
      var marked = page.contains("| `%s` | *Not said yet.*".formatted(reason));
      assertThat(marked).as("%s marked as not said yet", reason).isNotEqualTo(said);
    }
  }

  private static String code() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      var all = new StringBuilder();
      for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }
}
