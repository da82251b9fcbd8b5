package io.vmoodle.operator.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scripts of Jobs with a fake in the place of PHP, whose steps end as they are told: what happens
 * between two of them, such as a registry that goes, cannot be had.
 */
class StepsOfJobsTest {
  private static final Path SCRIPTS = Path.of("src/main/resources/io/vmoodle/operator/moodle/job");

  @TempDir Path folder;

  private record Ended(int exitCode, List<String> steps) {}

  /** 86 and 75 say that nothing was done: then nobody ends the maintenance. */
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "86, 0, 86", "75, 0, 75", "0, 86, 1", "0, 75, 1", "0, 1, 1"})
  void onlyTheFirstStepMaySayThatNothingWasDone(int maintenance, int keep, int expected)
      throws IOException, InterruptedException {
    var ended = run("quiesce.sh", Map.of("maintenance.php", maintenance, "folder.php", keep));

    assertThat(ended.exitCode()).isEqualTo(expected);
  }

  /** A Moodle that serves is not done to again what is done to one in maintenance. */
  @Test
  void whoIsPutBackIsOpenedLast() throws IOException, InterruptedException {
    assertThat(run("restore.sh", Map.of()))
        .isEqualTo(
            new Ended(0, List.of("folder.php", "database.php", "folder.php", "maintenance.php")));
    assertThat(run("restore.sh", Map.of("database.php", 1)))
        .isEqualTo(new Ended(1, List.of("folder.php", "database.php")));
  }

  @ParameterizedTest
  @CsvSource({"open.sh, forget", "restore.sh, forget"})
  void whatCannotBeTidiedKeepsNobodyOut(String script, String step)
      throws IOException, InterruptedException {
    var ended = run(script, Map.of(step, 1));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.steps()).contains("maintenance.php");
  }

  @Test
  void whoCannotBeOpenedIsNotSaidToBe() throws IOException, InterruptedException {
    for (var script : List.of("open.sh", "restore.sh")) {
      assertThat(run(script, Map.of("maintenance.php", 86)).exitCode()).isEqualTo(86);
    }
  }

  private Ended run(String script, Map<String, Integer> ends)
      throws IOException, InterruptedException {
    var log = folder.resolve("steps");
    Files.writeString(log, "");
    var php = folder.resolve("php");
    var cases =
        ends.entrySet().stream()
            .map(end -> "*%s*) exit %d ;;".formatted(end.getKey(), end.getValue()))
            .toList();
    Files.writeString(
        php,
        String.join(
            "\n",
            Stream.of(
                    List.of("#!/bin/sh", "echo \"$*\" >> '%s'".formatted(log), "case \"$*\" in"),
                    cases,
                    List.of("esac"))
                .flatMap(List::stream)
                .toList()));
    Files.setPosixFilePermissions(php, PosixFilePermissions.fromString("rwxr-xr-x"));
    var builder = new ProcessBuilder("/bin/sh", SCRIPTS.resolve(script).toString());
    builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    var process = builder.redirectErrorStream(true).start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readAllLines(log).stream()
            .map(line -> line.replaceAll(".*/([a-z]+[.]php).*", "$1"))
            .filter(step -> !step.equals("purge_caches.php"))
            .toList());
  }
}
