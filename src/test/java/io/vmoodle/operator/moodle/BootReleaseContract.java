package io.vmoodle.operator.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.web.PhpFpm;
import io.vmoodle.operator.api.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Moodles the boot has the code of a release answer for, and with what. */
abstract class BootReleaseContract extends BootAtWork {
  BootReleaseContract(Engine engine) throws SQLException {
    super("boot_release", engine);
  }

  @Test
  void codeOfAnotherReleaseDoesNotServeATenant() throws SQLException {
    site.registry(hugo.on("4.5", "hugo"), zola);

    refuses("hugo.example.edu", PAGE, 503);
    assertThat(shown("moodle.example.edu", "/zola" + PAGE)).isNotEmpty();
    assertThat(shown("moodle.example.edu", PAGE)).isNotEmpty();
  }

  @Test
  void codeOfAnotherReleaseDoesNotServeTheMainMoodle() {
    site.mainRelease("4.5");

    refuses("moodle.example.edu", PAGE, 503);
    assertThat(shown("hugo.example.edu", PAGE)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "null",
        "''",
        "no JSON",
        "{\"theirs\": 1}",
        "{\"vmoodle.io/release\": 4}",
        "[]",
        "7"
      })
  void aRowThatNamesNoReleaseGoesAlongWithTheMainMoodle(String metadata) throws SQLException {
    site.registry(hugo.with(metadata));
    assertThat(shown("hugo.example.edu", PAGE)).isNotEmpty();

    site.mainRelease("4.5");
    refuses("hugo.example.edu", PAGE, 503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "{}", "{\"release\": 4}", "\"4.4\""})
  void aBrokenPlatformFileOpensNothing(String json) {
    site.platform(json);

    refuses("moodle.example.edu", PAGE, 503);
    assertThat(shown("hugo.example.edu", PAGE)).isNotEmpty();
  }

  /** As a kubelet does it: a new folder behind the same links, then the old one is gone. */
  @Test
  void anUpdateOfTheConfigMapIsSeenAtOnce() throws IOException {
    var mount = run.folder("mount");
    var old = run.folder("mount/..1").resolve("platform.json");
    Files.writeString(old, "{\"release\": \"4.4\"}");
    Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(mount.resolve("platform.json"), Path.of("..data/platform.json"));
    site.override("$CFG->vmoodle_platform = '%s/platform.json';".formatted(mount));
    for (var worker = 0; worker < 2 * PhpFpm.WORKERS; worker++) {
      assertThat(shown("moodle.example.edu", PAGE)).isNotEmpty();
    }

    Files.writeString(run.folder("mount/..2").resolve("platform.json"), "{\"release\": \"4.5\"}");
    var next = Files.createSymbolicLink(mount.resolve("..next"), Path.of("..2"));
    Files.move(next, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(old);
    for (var worker = 0; worker < 2 * PhpFpm.WORKERS; worker++) {
      refuses("moodle.example.edu", PAGE, 503);
    }
  }

  @Test
  void withoutAPlatformFileTheMainMoodleIsNotGuarded() {
    site.override("unset($CFG->vmoodle_platform);");
    site.mainRelease("4.5");

    assertThat(shown("moodle.example.edu", PAGE)).isNotEmpty();
  }

  @Test
  void codeThatDoesNotSayItsReleaseServesNobody() {
    site.override("unset($CFG->vmoodle_release);");

    refuses("moodle.example.edu", PAGE, 503);
    refuses("hugo.example.edu", PAGE, 503);
  }

  @Test
  void cachesAreOfOneSiteAndOneRelease() {
    var shown = shown("hugo.example.edu", PAGE);
    assertThat(shown.get("cachedir").textValue()).isEqualTo(hugo.dataroot() + "/cache/4.4");
    assertThat(shown.get("localcachedir").textValue())
        .isEqualTo(hugo.dataroot() + "/localcache/4.4");
    assertThat(shown.get("altcacheconfigpath").textValue())
        .isEqualTo(hugo.dataroot() + "/muc-4.4.php");
    assertThat(shown("moodle.example.edu", PAGE).get("cachedir").textValue())
        .isEqualTo(site.dataroot("main") + "/cache/4.4");
  }

  @Test
  void cachesElsewhereAreOfOneSiteAndOneReleaseToo() {
    site.override("$CFG->localcachedir = '/var/cache/moodle';");

    assertThat(shown("moodle.example.edu", "/zola" + PAGE).get("localcachedir").textValue())
        .isEqualTo("/var/cache/moodle/moodle.example.edu_zola/4.4");
    assertThat(shown("moodle.example.edu", PAGE).get("localcachedir").textValue())
        .isEqualTo("/var/cache/moodle/moodle.example.edu/4.4");
  }

  @Test
  void nobodyKnowsTheUpgradeKeyThatNobodySet() {
    var key = shown("hugo.example.edu", PAGE).get("upgradekey").textValue();

    assertThat(key).hasSize(64);
    assertThat(shown("hugo.example.edu", PAGE).get("upgradekey").textValue()).isNotEqualTo(key);
    assertThat(shown("moodle.example.edu", PAGE).get("upgradekey").textValue()).hasSize(64);
  }

  @Test
  void aKeyOfConfigPhpStays() {
    site.override("$CFG->upgradekey = 'theirs';");

    assertThat(shown("hugo.example.edu", PAGE).get("upgradekey").textValue()).isEqualTo("theirs");
  }
}
