package io.vmoodle.operator.platform.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.kube.Sha256;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeFrameTest {
  private static final String JSON = "{\"format\":1,\"é\":\"line\\nbreak\"}";
  private static final String HASH = hash(JSON);
  private static final String LINE = "vmoodle-probe %s %s\n".formatted(HASH, JSON);
  private static final String MESSAGE =
      "{\"outcome\":\"Ended\",\"sha256\":\"%s\"}\n".formatted(HASH);

  private static String hash(String json) {
    return Sha256.hex(json.getBytes(StandardCharsets.UTF_8), 64);
  }

  private static String why(String log, String message) {
    return ProbeFrame.find(log, message) instanceof ProbeFrame.Unreadable(String why) ? why : "";
  }

  @Test
  void theAnswerIsFoundAmongLinesOfOthers() {
    var other = "vmoodle-probe %s {\"made\":\"up\"}\n".formatted(hash("{}"));

    assertThat(ProbeFrame.find("Warning: PHP\n\n" + other + LINE + "more\n", MESSAGE))
        .isEqualTo(new ProbeFrame.Answer(JSON, HASH));
  }

  @Test
  void whatWasCutOrChangedIsNotBelieved() {
    assertThat(why(LINE.substring(0, LINE.length() - 3), MESSAGE)).contains("cut or changed");
    assertThat(why(LINE.replace("break", "broke"), MESSAGE)).contains("cut or changed");
    assertThat(why("", MESSAGE)).contains("does not have the answer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "oops",
        "{",
        "{}",
        "{\"sha256\":7}",
        "{\"sha256\":\"short\"}",
        "[1]",
        "{\"sha256\":\"GG23456789012345678901234567890123456789012345678901234567890123\"}"
      })
  void withoutAHashNothingIsBelieved(String message) {
    assertThat(why(LINE, message)).contains("no hash");
  }

  @Test
  void anAnswerHasALongestLength() {
    var json = "{\"x\":\"%s\"}".formatted("y".repeat(ProbeFrame.MOST_JSON));
    var line = "vmoodle-probe %s %s\n".formatted(hash(json), json);

    assertThat(why(line, "{\"sha256\":\"%s\"}".formatted(hash(json)))).contains("longer than");
  }
}
