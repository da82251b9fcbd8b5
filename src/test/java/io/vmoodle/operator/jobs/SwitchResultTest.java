package io.vmoodle.operator.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchResultTest {
  @Test
  void readsWhatTheSwitchFileWrites() {
    var written =
        """
        {"host":"https://t1.example.edu","tenantId":"abcdefghij","script":"admin/cli/cfg.php","outcome":"Ended",\
        "reason":null,"wwwroot":"https://t1.example.edu","database":"vm_abcdefghij_1","version":"2023112400","release":"4.4",\
        "hash":"da39a3ee5e6b4b0d3255bfef95601890afd80709","output":"done\\n"}
        """;

    assertThat(SwitchResult.parse(written))
        .contains(
            new SwitchResult(
                "admin/cli/cfg.php",
                "Ended",
                null,
                "https://t1.example.edu",
                "vm_abcdefghij_1",
                "2023112400",
                "4.4",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "done\n"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "sh: php: not found", "{\"outcome\":\"En", "[]", "{\"output\":{}}"})
  void whatIsNoResultIsNone(String text) {
    assertThat(SwitchResult.parse(text)).isEmpty();
  }
}
