package io.vmoodle.operator.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * quiesce.sh with a fake in the place of PHP, which ends as it is told: when a registry goes
 * between two scripts cannot be had.
 */
class QuiesceScriptTest {
  private static final Path SCRIPTS = Path.of("src/main/resources/io/vmoodle/operator/moodle/job");

  @TempDir Path folder;

  /** 86 and 75 say that nothing was done: then nobody ends the maintenance. */
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "86, 0, 86", "75, 0, 75", "0, 86, 1", "0, 75, 1", "0, 1, 1"})
  void onlyTheFirstStepMaySayThatNothingWasDone(int maintenance, int keep, int expected)
      throws IOException, InterruptedException {
    var php = folder.resolve("php");
    Files.writeString(
        php,
        """
        #!/bin/sh
        case "$*" in
          *maintenance.php*) exit %d ;;
          *folder.php*) exit %d ;;
        esac
        exit 99
        """
            .formatted(maintenance, keep));
    Files.setPosixFilePermissions(php, PosixFilePermissions.fromString("rwxr-xr-x"));
    var script = new ProcessBuilder("/bin/sh", SCRIPTS.resolve("quiesce.sh").toString());
    script.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    var process = script.redirectErrorStream(true).start();

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(expected);
  }
}
