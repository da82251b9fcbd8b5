package io.vmoodle.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.cluster.run.ProcessIdentity;
import io.vmoodle.lab.cluster.run.RunFolder;
import io.vmoodle.lab.cluster.run.Runs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs of their own with a node on which a pod runs, which end in different ways. */
class KilledNodeIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path folder;

  private ClusterHome home = new ClusterHome(Path.of("."));
  private List<Path> links = List.of();
  private final List<Process> holders = new ArrayList<>();

  /** The JVMs share what was built before, but none of their runs. */
  @BeforeEach
  void linkPrograms() throws IOException {
    home = new ClusterHome(folder);
    var users = ClusterHome.ofUser(System.getenv());
    for (var link :
        Map.of(home.binaries(), users.binaries(), home.layers(), users.layers()).entrySet()) {
      Files.createSymbolicLink(link.getKey(), Files.createDirectories(link.getValue()));
    }
    links = List.of(home.binaries(), home.layers());
  }

  @AfterEach
  void endWhateverIsLeft() throws IOException {
    holders.forEach(Process::destroyForcibly);
    await().atMost(LIMIT).until(() -> holders.stream().noneMatch(Process::isAlive));
    new Runs(home.runs()).sweep();
    for (var link : links) {
      Files.deleteIfExists(link);
    }
  }

  private Process startHolder() throws IOException {
    var holder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Dcluster.home=" + folder,
                "-classpath",
                System.getProperty("java.class.path"),
                HoldingPods.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    holders.add(holder);
    await().atMost(LIMIT).until(() -> !holder.isAlive() || output().contains(HoldingPods.READY));
    assertThat(holder.isAlive()).as(output()).isTrue();
    return holder;
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  private RunFolder run() throws IOException {
    try (var runs = Files.list(home.runs())) {
      return RunFolder.at(runs.filter(Files::isDirectory).findFirst().orElseThrow());
    }
  }

  /** The pod's own process, as this machine sees it. */
  private static List<ProcessIdentity> containers(RunFolder run) {
    var holder = Objects.requireNonNull(run.state().processes().get("holder"));
    return ProcessHandle.of(holder.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .filter(it -> it.info().commandLine().orElse("").contains(" -r " + HoldingPods.CODE))
        .flatMap(it -> ProcessIdentity.of(it.pid()).stream())
        .toList();
  }

  private InetAddress address() throws IOException {
    var line = output().lines().filter(it -> it.startsWith(HoldingPods.READY)).findFirst();
    return InetAddress.getByName(line.orElseThrow().substring(HoldingPods.READY.length() + 1));
  }

  private static List<Path> controlGroups(RunFolder run) throws IOException {
    try (var groups = Files.find(Path.of("/sys/fs/cgroup"), 2, (path, it) -> it.isDirectory())) {
      return groups.filter(it -> it.endsWith(run.controlGroup())).toList();
    }
  }

  private void assertNothingIsLeft(
      RunFolder run, Stream<ProcessIdentity> processes, InetAddress address) throws IOException {
    assertThat(processes).noneMatch(ProcessIdentity::alive);
    assertThat(home.runs()).isDirectoryNotContaining(Files::isDirectory);
    assertThat(controlGroups(run)).isEmpty();
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder + "/");
    // The kernel takes a network apart after the last process in it is gone.
    await().atMost(LIMIT).until(() -> NetworkInterface.getByInetAddress(address) == null);
  }

  @Test
  void whatAKilledJvmLeavesIsEndedByTheNextOne() throws Exception {
    var holder = startHolder();
    var run = run();
    var processes =
        Stream.concat(run.state().processes().values().stream(), containers(run).stream()).toList();
    assertThat(containers(run)).hasSize(1);
    assertThat(controlGroups(run)).isNotEmpty();

    holder.destroyForcibly().waitFor();
    assertThat(processes).as("killing the JVM alone").allMatch(ProcessIdentity::alive);
    assertThat(NetworkInterface.getByInetAddress(address())).isNotNull();
    new Runs(home.runs()).create().end();

    assertNothingIsLeft(run, processes.stream(), address());
  }

  @Test
  void aJvmThatEndsTakesItsNodeAlong() throws Exception {
    var holder = startHolder();
    var run = run();
    var processes =
        Stream.concat(run.state().processes().values().stream(), containers(run).stream()).toList();

    holder.destroy();
    holder.waitFor();

    assertNothingIsLeft(run, processes.stream(), address());
  }
}
