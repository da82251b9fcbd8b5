package io.vmoodle.operator.platform.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetUpTest {
  private static final ReleaseSpec RELEASE =
      new ReleaseSpec(
          "4.4",
          "registry.example.edu/moodle:4.4",
          "/var/www/html",
          new ServiceRef("moodle-44", 80));

  private static ReleaseSeen seen(String json) {
    return new SetUp(RELEASE, "https://moodle.example.edu", ProbeReport.parse(json).orElseThrow())
        .judge("sha256:1");
  }

  @Test
  void aCodeBaseAsDocumentedCanBeUsed() {
    var seen = seen(Reports.GOOD);

    assertThat(seen.trouble()).isNull();
    assertThat(seen.remark()).isNull();
    assertThat(seen.imageId()).isEqualTo("sha256:1");
    assertThat(Objects.requireNonNull(seen.code()).hash())
        .isEqualTo("00112233445566778899aabbccddeeff00112233");
    assertThat(seen.code().names()).containsExactlyInAnyOrder("mod", "local", "config.php");
    assertThat(seen.code().plugins()).containsEntry("mod_forum", "2024042200");
    assertThat(seen.code().guarded()).isTrue();
    assertThat(seen.code().usable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "maxInputVars":5000               | "maxInputVars":1000       | max_input_vars = 1000
          "release":"4.4","platformFile"    | "release":"","platformFile" | vmoodle_release
          "release":"4.4","platformFile"    | "release":"4.5","platformFile" | Set $CFG->vmoodle_release to 4.4
          https://moodle.example.edu        | https://moodle.example.org | main.url
          """)
  void whatWouldNotWorkIsSaidWithWhatToDo(String part, String other, String said) {
    var seen = seen(Reports.with(part, other));

    assertThat(seen.trouble())
        .satisfies(
            trouble -> {
              assertThat(trouble.reason().name()).isEqualTo("ReleaseSetUpWrong");
              assertThat(trouble.message()).contains(said, "docs/serving.md");
            });
    assertThat(Objects.requireNonNull(seen.code()).usable()).isFalse();
  }

  @Test
  void aConfigThatEndsEarlyIsNotUnderstood() {
    var config = Reports.GOOD.substring(Reports.GOOD.indexOf("\"config\":"));
    config = config.substring(0, config.indexOf('}') + 1);

    assertThat(
            Objects.requireNonNull(
                    seen(Reports.with(config, "\"config\":null")
                            .replace("configExit\":0", "configExit\":64"))
                        .trouble())
                .message())
        .contains("CLI_VMOODLE_PRECHECK", "exit code 64", "jobs.podTemplate");
    assertThat(
            Objects.requireNonNull(
                    seen(Reports.with(config, "\"config\":null")
                            .replace("configExit\":0", "configExit\":null"))
                        .trouble())
                .message())
        .contains("no config.php in /var/www/html");
  }

  @Test
  void withoutCodeThePathIsNamed() {
    var seen =
        seen(
            """
            {"format":1,"code":null,"why":"there is no such folder","config":null,
             "configExit":null,"guarded":false,
             "php":{"version":"8.2.1","maxInputVars":5000,"legacyCipher":true}}
            """);

    assertThat(seen.code()).isNull();
    assertThat(seen.trouble())
        .satisfies(
            trouble -> {
              assertThat(trouble.reason().name()).isEqualTo("ReleaseCodeNotFound");
              assertThat(trouble.message())
                  .contains("/var/www/html", "there is no such folder", "releases[].codePath");
            });
  }

  @Test
  void thePluginsBootWillDoAndIsSaid() {
    var seen = seen(Reports.with("\"guarded\":true", "\"guarded\":false"));

    assertThat(seen.trouble()).isNull();
    assertThat(Objects.requireNonNull(seen.remark()).reason().name()).isEqualTo("ReleaseUnguarded");
    assertThat(seen.remark().message()).contains("no upgradekey").doesNotContain("share one cache");
    assertThat(Objects.requireNonNull(seen.code()).guarded()).isFalse();
  }

  @Test
  void anUnguardedMainMoodleIsSaid() {
    var seen = seen(Reports.with("\"platformFile\":true", "\"platformFile\":false"));

    assertThat(seen.trouble()).isNull();
    assertThat(Objects.requireNonNull(seen.remark()).message()).contains("vmoodle_platform");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"version\":\"2024042200.00\"=>\"version\":\"4.4\"",
        "\"version\":\"2024042200.00\"=>\"version\":null",
        "\"hash\":\"00=>\"hash\":\"zz",
        "\"format\":1=>\"format\":2",
        "\"php\":{=>\"phq\":{",
        "\"names\":[\"mod\"=>\"names\":[null",
        "\"code\":{=>\"code\":null,\"c\":{"
      })
  void anAnswerThatIsNoneIsRefused(String change) {
    var parts = change.split("=>", 2);

    assertThat(ProbeReport.parse(Reports.with(parts[0], parts[1]))).isEmpty();
    assertThat(ProbeReport.parse("garbage")).isEmpty();
    assertThat(ProbeReport.parse("null")).isEmpty();
  }
}
