package io.vmoodle.operator.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
  @Test
  void shortTextStays() {
    assertThat(Excerpt.of("Lycée 学校 😀", 100)).isEqualTo("Lycée 学校 😀");
  }

  @Test
  void lineBreaksAndTerminalEscapesBecomeSpaces() {
    assertThat(Excerpt.of("a\r\nb\u001b[31mc\u2028d\u0085e\u202ef\u0000", 100))
        .isEqualTo("a b [31mc d e f");
  }

  @Test
  void textOfExactlyTheLimitIsNotCut() {
    assertThat(Excerpt.of("x".repeat(1_024), 1_024)).hasSize(1_024).doesNotContain("…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "学", "😀", "x😀é"})
  void longTextIsCutBetweenCharacters(String unit) {
    var cut = Excerpt.of(unit.repeat(2_000), 1_024);
    assertThat(cut.getBytes(UTF_8)).hasSizeBetween(1_018, 1_024);
    assertThat(cut).endsWith("…").doesNotContain("\ufffd");
    assertThat(new String(cut.getBytes(UTF_8), UTF_8)).isEqualTo(cut);
  }
}
