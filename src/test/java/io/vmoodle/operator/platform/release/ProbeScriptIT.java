package io.vmoodle.operator.platform.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.moodle.Cli;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.moodle.StandIn;
import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe's script as a process, on the stand-in's code; there is no database anywhere. */
class ProbeScriptIT {
  private static final Path SHIPPED =
      Path.of("src/main/resources/io/vmoodle/operator/moodle").toAbsolutePath();
  private static final String HASH =
      "define('MOODLE_INTERNAL', true); $CFG = (object) ['dirroot' => getcwd()];"
          + " require('lib/classes/component.php'); echo core_component::get_all_versions_hash();";

  private final Path home;
  private Path code = Path.of("");

  ProbeScriptIT(@TempDir Path home) {
    this.home = home;
  }

  @BeforeEach
  void writeTheCode() throws IOException {
    code = StandIn.write(home.resolve("code"), Release.OLD);
    config(
        Files.readString(Path.of("docs/serving/config.php"))
            .replace("'4.5'", "'4.4'")
            .replace("/etc/vmoodle", SHIPPED.toString()));
  }

  private void config(String php) throws IOException {
    Files.writeString(code.resolve("config.php"), php);
  }

  /** As in a pod: the answer is believed only with the hash in the termination message. */
  private ProbeReport probe(Path folder) throws IOException {
    var message = home.resolve("message");
    var result =
        Cli.in(home)
            .with("VMOODLE_RESULT", message.toString())
            .with("VMOODLE_HOST", "https://somebody.example.edu")
            .setting("max_input_vars", 5000)
            .run(SHIPPED.resolve("job/probe.php").toString(), folder.toString());
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(ProbeFrame.find(result.output(), Files.readString(message)))
        .isInstanceOf(ProbeFrame.Answer.class);
    var answer = (ProbeFrame.Answer) ProbeFrame.find(result.output(), Files.readString(message));
    return ProbeReport.parse(answer.json()).orElseThrow();
  }

  private ReleaseSeen judged(ProbeReport report) {
    var release =
        new ReleaseSpec("4.4", "moodle:4.4", code.toString(), new ServiceRef("moodle-44", 80));
    return new SetUp(release, "https://moodle.example.edu", report).judge("");
  }

  @Test
  void codeSaysWhatItIs() throws IOException {
    Files.createSymbolicLink(code.resolve("zola"), Path.of("."));

    var found = Objects.requireNonNull(probe(code).code());

    assertThat(found.version()).isEqualTo(Release.OLD.version());
    assertThat(found.release()).isEqualTo(Release.OLD.title());
    assertThat(found.hash()).isEqualTo(Cli.in(code).run("-r", HASH).output()).hasSize(40);
    assertThat(found.plugins())
        .isEqualTo(Map.of("mod_forum", "2024042200", "local_vmoodle", "2024010100"));
    assertThat(found.names())
        .contains("mod", "local", "theme", "config.php")
        .doesNotContain("zola", "..");
  }

  @Test
  void pluginsThatTheCoreDroppedAreToldByItsFunction() throws IOException {
    Files.writeString(
        code.resolve("lib/classes/plugin_manager.php"),
        """
        <?php
        defined('MOODLE_INTERNAL') || die();
        class core_plugin_manager {
            const ELSEWHERE = ['mod' => ['forum']];
            public static function is_deleted_standard_plugin($type, $name) {
                $plugins = array('mod' => array('assignment', 'chat'), 'tinymce' => ['wrap']);
                return isset($plugins[$type]) && in_array($name, $plugins[$type]);
            }
        }
        """);

    assertThat(Objects.requireNonNull(probe(code).code()).dropped())
        .containsExactlyInAnyOrder("mod_assignment", "mod_chat", "tinymce_wrap");
  }

  /** Since Moodle 4.4 (MDL-81084). */
  @Test
  void pluginsThatTheCoreDroppedAreToldByItsList() throws IOException {
    Files.writeString(
        code.resolve("lib/plugins.json"),
        "{\"standard\": {\"mod\": [\"forum\"]}, \"deleted\": {\"mod\": [\"chat\", \"survey\"]}}");

    assertThat(Objects.requireNonNull(probe(code).code()).dropped())
        .containsExactly("mod_chat", "mod_survey");
  }

  @Test
  void codeOfAnotherAgeDroppedNothing() throws IOException {
    assertThat(Objects.requireNonNull(probe(code).code()).dropped()).isEmpty();

    Files.writeString(code.resolve("lib/classes/plugin_manager.php"), "<?php throw new Error();");
    assertThat(Objects.requireNonNull(probe(code).code()).dropped()).isEmpty();
  }

  @Test
  void aDocumentedCodeBaseIsInOrder() throws IOException {
    var report = probe(code);

    assertThat(report.guarded()).isTrue();
    assertThat(judged(report).trouble()).isNull();
    assertThat(judged(report).remark()).isNull();
  }

  @Test
  void thePluginsBootDoesNotGuard() throws IOException {
    config(
        Files.readString(code.resolve("config.php"))
            .replaceFirst("require\\('[^']*boot.php'\\);", "define('VMOODLE_BOOT', true);"));

    var report = probe(code);

    assertThat(report.guarded()).isFalse();
    assertThat(judged(report).trouble()).isNull();
    assertThat(judged(report).remark()).isNotNull();
  }

  @Test
  void whatConfigPhpDoesToItsProcessIsSaid() throws IOException {
    config("<?php exit(64);");
    assertThat(probe(code).configExit()).isEqualTo(64);
    assertThat(judged(probe(code)).trouble()).isNotNull();

    config(
        "<?php $CFG = new stdClass(); $CFG->wwwroot = 'x'; $CFG->dataroot = '/nowhere';"
            + " require_once(__DIR__ . '/lib/setup.php');");
    assertThat(probe(code).config()).as("without the stop").isNull();

    Files.delete(code.resolve("config.php"));
    var report = probe(code);
    assertThat(report.configExit()).isNull();
    assertThat(report.code()).as("the code can be read all the same").isNotNull();
  }

  @Test
  void brokenCodeSaysWhere() throws IOException {
    Files.writeString(
        code.resolve("mod/forum/version.php"), "<?php\nthrow new Error('half copied');");

    assertThat(probe(code).code()).isNull();
    assertThat(probe(code).why()).contains("half copied");
  }

  @Test
  void aFolderWithoutCodeIsSaid() throws IOException {
    assertThat(probe(home.resolve("nowhere")).why()).contains("no such folder");
    assertThat(probe(home).why()).contains("no version.php");
  }
}
