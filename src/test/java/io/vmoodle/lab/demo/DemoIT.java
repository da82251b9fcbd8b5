package io.vmoodle.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.cluster.ClusterHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as people run it, in a JVM of its own. */
@Order(4)
class DemoIT {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @TempDir private Path folder;

  private final List<Process> started = new ArrayList<>();

  private Process demo(String output, String... options) throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("--enable-native-access=ALL-UNNAMED");
    // It waits for others most of the time: the second compiler costs more than it gives.
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(options));
    command.addAll(
        List.of("-classpath", System.getProperty("java.class.path"), Demo.class.getName()));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(output).toFile())
            .start();
    started.add(process);
    return process;
  }

  private String said(String output) throws IOException {
    return Files.readString(folder.resolve(output));
  }

  @AfterEach
  void endWhateverIsLeft() {
    started.forEach(Process::destroy);
    await().atMost(LIMIT).until(() -> started.stream().noneMatch(Process::isAlive));
  }

  @Test
  void showsEverythingAlsoAfterARunThatWasInterrupted() throws Exception {
    var interrupted = demo("first");
    await()
        .atMost(LIMIT)
        .until(() -> !interrupted.isAlive() || said("first").contains("1. A platform"));
    interrupted.destroy();
    assertThat(interrupted.waitFor()).as(said("first")).isNotZero();
    assertThat(said("first")).contains("Interrupted: ending what was started");

    var whole = demo("second");

    assertThat(whole.waitFor()).as(said("second")).isZero();
    assertThat(said("second").replaceAll("\\s+", " "))
        .contains("✔ The platform is Ready")
        .contains("✔ All six are Ready: four were installed, jules and musee existed before.")
        .contains("school-nord nord https://nord.schools.example.edu 4.5 True Ready")
        .contains("200 Code 4.4 (Build: 20240422), database 4.4 (Build: 20240422)")
        .contains("✔ Two releases serve side by side")
        .contains("jules.example.edu / moodle-45")
        .contains("Somebody changed registry row 1; written again: vdbname, enabled.")
        .contains("AddressConflict: VirtualMoodle jules has the address https://jules.example.edu")
        .contains("HostNotGranted: The platform does not grant host rectorat.example.edu")
        .contains("✔ hugo is back with its data.")
        .contains(
            "✔ The canary is on 5.0, one failure halted the rest, and nobody else was touched.")
        .contains("✔ hugo, zola and nord are on 5.0")
        .contains("All of it became true")
        .doesNotContain("\u001b", "Exception");
    assertThat(said("second").lines())
        .allSatisfy(
            line ->
                assertThat(line.codePointCount(0, line.length()))
                    .as(line)
                    .isLessThanOrEqualTo(Screen.WIDTH));
  }

  @Test
  void neverTouchesAClusterThatExists() throws Exception {
    var demo = demo("refused", "-Dcluster=current", "-Dcluster.home=" + folder);

    assertThat(demo.waitFor()).isEqualTo(1);
    assertThat(said("refused")).contains("needs a cluster of its own");
    assertThat(new ClusterHome(folder).databaseRuns()).doesNotExist();
  }
}
