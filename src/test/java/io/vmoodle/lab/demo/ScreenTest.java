package io.vmoodle.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final TextTable BEFORE =
      TextTable.of(
          List.of("NAME", "READY"), List.of(List.of("hugo", "False"), List.of("zola", "")));
  private static final TextTable AFTER =
      TextTable.of(List.of("NAME", "READY"), List.of(List.of("hugo", "True"), List.of("zola", "")));

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private Screen screen(boolean terminal) {
    return new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), terminal);
  }

  private String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void wrapsBetweenWordsAndUnderTheBeginning() {
    var lines = Screen.wrapped("word ".repeat(30), "  | ");

    assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(lines.getFirst()).startsWith("  | word word");
    assertThat(lines.getLast()).startsWith("    word");
  }

  @Test
  void keepsAWordThatIsLongerThanALine() {
    assertThat(Screen.wrapped("x".repeat(200), "  ")).containsExactly("  " + "x".repeat(200));
  }

  @Test
  void showsOnlyChangedLinesWhereNobodyLooks() {
    var live = screen(false).live();
    live.show(BEFORE);
    live.show(BEFORE);
    live.show(AFTER);

    assertThat(shown().lines().map(String::strip))
        .containsExactly("NAME  READY", "hugo  False", "zola", "hugo  True");
  }

  @Test
  void changesTheTableInItsPlaceOnATerminal() {
    var live = screen(true).live();
    live.show(BEFORE);
    live.show(AFTER);

    assertThat(shown()).contains("\u001b[3A\u001b[J");
  }

  @Test
  void cutsRowsThatDoNotFit() {
    var table = TextTable.of(List.of("A", "B"), List.of(List.of("é".repeat(10), "b".repeat(10))));

    assertThat(table.lines(15)).containsExactly("A           B", "éééééééééé  bb…");
  }

  @Test
  void saysNothingAfterItsLastWord() {
    var screen = screen(false);
    screen.end("the end");
    screen.say("more");

    assertThat(shown().strip()).isEqualTo("the end");
  }
}
