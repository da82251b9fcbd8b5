package io.vmoodle.lab.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.cluster.ClusterHome;
import io.vmoodle.lab.cluster.run.ProcessIdentity;
import io.vmoodle.lab.cluster.run.RunFolder;
import io.vmoodle.lab.cluster.run.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs of their own with database servers, which end in different ways. */
class KilledJvmIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private ClusterHome home = new ClusterHome(Path.of("."));

  private Process startHolder() throws IOException {
    home = new ClusterHome(folder);
    Files.createSymbolicLink(
        home.databasePrograms(), ClusterHome.ofUser(System.getenv()).databasePrograms());
    var output = folder.resolve("output").toFile();
    var holder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Dcluster.home=" + folder,
                "-classpath",
                System.getProperty("java.class.path"),
                HoldingServers.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                !holder.isAlive()
                    || Files.readString(output.toPath()).contains(HoldingServers.READY));
    assertThat(holder.isAlive()).as(Files.readString(output.toPath())).isTrue();
    return holder;
  }

  private List<ProcessIdentity> servers() throws IOException {
    try (var runs = Files.list(home.databaseRuns())) {
      return runs.filter(Files::isDirectory)
          .flatMap(run -> RunFolder.at(run).state().processes().values().stream())
          .toList();
    }
  }

  @AfterEach
  void endWhateverIsLeft() throws IOException {
    Files.deleteIfExists(home.databasePrograms());
    new Runs(home.databaseRuns()).sweep();
  }

  @Test
  void theServersOfAKilledJvmAreEndedByTheNextOne() throws Exception {
    var holder = startHolder();
    var servers = servers();
    assertThat(servers).hasSize(2).allMatch(ProcessIdentity::alive);

    holder.destroyForcibly().waitFor();
    new Runs(home.databaseRuns()).create().end();

    assertThat(servers).noneMatch(ProcessIdentity::alive);
    assertThat(home.databaseRuns()).isDirectoryNotContaining(Files::isDirectory);
  }

  @Test
  void aJvmThatEndsTakesItsServersAlong() throws Exception {
    var holder = startHolder();
    var servers = servers();

    holder.destroy();
    holder.waitFor();

    assertThat(servers).noneMatch(ProcessIdentity::alive);
    assertThat(home.databaseRuns()).isDirectoryNotContaining(Files::isDirectory);
  }
}
