package io.vmoodle.operator.moodle;

import static io.vmoodle.lab.moodle.MoodleSite.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The boot on a command line that names the Moodle and has no switch file. */
abstract class BootCliContract extends CommandLineAtWork {
  BootCliContract(Engine engine) throws SQLException {
    super("boot_cli", engine);
  }

  @Test
  void theBootIsToldTheMoodleByTheEnvironment() {
    var cfg = "admin/cli/cfg.php";
    assertThat(plain().with("VMOODLE_HOST", HUGO).run(cfg, "--name=wwwroot").output())
        .isEqualTo(HUGO + "\n");
    assertThat(plain().with("VMOODLE_HOST", MAIN).run(cfg, "--name=wwwroot").output())
        .isEqualTo(MAIN + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'https://hugo.example.edu', https://hugo.example.edu",
    "true, https://moodle.example.edu"
  })
  void orByTheConstantOfThePlugin(String constant, String wwwroot) throws IOException {
    var value = constant.equals("true") ? constant : "'" + constant + "'";
    var prepend =
        Files.writeString(
            run.path().resolve("constant.php"),
            "<?php define('CLI_VMOODLE_OVERRIDE', %s);".formatted(value));

    var result =
        plain()
            .setting("auto_prepend_file", prepend)
            .with("VMOODLE_HOST", jules.url())
            .run("admin/cli/cfg.php", "--name=wwwroot");
    assertThat(result.output()).isEqualTo(wwwroot + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://nobody.example.edu",
        "https://hugo.example.edu/",
        "https://HUGO.example.edu",
        "http://hugo.example.edu",
        "hugo.example.edu",
        "x' OR '1'='1"
      })
  void whatIsNotTheUrlOfAMoodleIsRefused(String url) {
    var alone = plain().with("VMOODLE_HOST", url).run(CRON);
    assertThat(alone.exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(alone.output()).isEmpty();
    assertThat(alone.errors()).startsWith("vmoodle: ").hasLineCount(1);

    assertThat(switched(url).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(outcome()).isEqualTo("NotSwitched");
  }

  @Test
  void withoutAnyTellingNothingRuns() {
    assertThat(plain().run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(plain().setting("auto_prepend_file", site.switchFile()).run(CRON).exitCode())
        .isEqualTo(NOT_SWITCHED);
  }

  @Test
  void aDisabledTenantIsRefusedUnlessThatIsAllowed() throws SQLException {
    site.registry(hugo.disabled());

    assertThat(switched(HUGO).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(outcome()).isEqualTo("NotSwitched");
    assertThat(switched(HUGO).with("VMOODLE_ALLOW", "release").run(CRON).exitCode())
        .isEqualTo(NOT_SWITCHED);
    assertThat(switched(HUGO).with("VMOODLE_ALLOW", "release,disabled").run(CRON).exitCode())
        .isZero();
  }

  @Test
  void codeOfAnotherReleaseIsRefusedUnlessThatIsAllowed() throws SQLException {
    site.registry(hugo.on("4.5", "hugo"));

    assertThat(switched(HUGO).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(switched(HUGO).with("VMOODLE_ALLOW", "release").run(CRON).exitCode()).isZero();
  }

  @Test
  void theMainMoodlesReleaseCountsToo() {
    site.mainRelease("4.5");

    assertThat(plain().with("VMOODLE_HOST", MAIN).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(
            plain()
                .with("VMOODLE_HOST", MAIN)
                .with("VMOODLE_ALLOW", "release")
                .run("admin/cli/cfg.php", "--name=wwwroot")
                .exitCode())
        .isZero();
  }

  @Test
  void withoutTheRegistryNothingRuns() {
    site.override("$CFG->dboptions['dbport'] = 1;");

    assertThat(plain().with("VMOODLE_HOST", HUGO).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    var result = switched(HUGO).run(CRON);
    assertThat(result.exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(result.errors()).isEqualTo("vmoodle: the registry does not answer\n");
  }

  @Test
  void duplicateRowsAreNobody() throws SQLException {
    site.registry(hugo, hugo);

    assertThat(plain().with("VMOODLE_HOST", HUGO).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(switched(HUGO).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
  }
}
