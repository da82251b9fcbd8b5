package io.vmoodle.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.vmoodle.lab.cluster.binaries.Binaries;
import io.vmoodle.lab.cluster.run.ProcessIdentity;
import io.vmoodle.lab.cluster.run.Progress;
import io.vmoodle.lab.cluster.run.RunFolder;
import io.vmoodle.lab.cluster.run.Runs;
import io.vmoodle.lab.cluster.source.ClusterSource;
import io.vmoodle.lab.cluster.source.Lifetime;
import io.vmoodle.lab.cluster.source.NoClusterException;
import io.vmoodle.lab.cluster.source.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs of their own that start clusters of local processes and end in different ways. */
class LocalClusterIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private Path folder;

  private ClusterHome home = new ClusterHome(Path.of("."));
  private Binaries binaries = new Binaries(Path.of("."));
  private final List<Process> jvms = new ArrayList<>();

  /** A machine that has only Docker or a given cluster cannot run what is tested here. */
  @BeforeEach
  void findProgramsOfThisMachine() {
    home = new ClusterHome(folder);
    var launcher = ClusterLauncher.ofUser(Progress.to(System.err));
    try {
      binaries =
          switch (launcher.find(Wish.LOCAL, Lifetime.JVM)) {
            case ClusterSource.Installed installed -> installed.binaries();
            case ClusterSource.Built built -> launcher.build(built);
            case ClusterSource.K3s k3s -> throw new IllegalStateException("not asked for");
            case ClusterSource.Given given -> throw new IllegalStateException("not asked for");
          };
    } catch (NoClusterException e) {
      Assumptions.abort(e.toString());
    }
  }

  @AfterEach
  void endWhateverIsLeft() {
    jvms.forEach(Process::destroyForcibly);
    personal().end();
    await().atMost(LIMIT).until(() -> jvms.stream().noneMatch(Process::isAlive));
    new Runs(home.runs()).sweep();
  }

  private Process jvm(Class<?> main, String... arguments) throws IOException {
    return jvm("local", main, arguments);
  }

  private Process jvm(String wish, Class<?> main, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Dcluster=" + wish,
                "-Dcluster.home=" + folder,
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().put("KUBEBUILDER_ASSETS", binaries.folder().toString());
    builder.environment().put("KUBECONFIG", personal().kubeconfig().toString());
    var process = builder.start();
    jvms.add(process);
    return process;
  }

  private RunFolder personal() {
    return RunFolder.at(home.personal());
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  private void awaitCluster(Process holder) throws IOException {
    await().atMost(LIMIT).until(() -> !holder.isAlive() || output().contains(HoldingJvm.READY));
    assertThat(holder.isAlive()).as(output()).isTrue();
  }

  private Collection<ProcessIdentity> serversOfHolder(Process holder) throws IOException {
    awaitCluster(holder);
    try (var runs = Files.list(home.runs())) {
      var run = runs.filter(Files::isDirectory).findFirst().orElseThrow();
      var servers = RunFolder.at(run).state().processes().values();
      assertThat(servers).hasSize(3).allMatch(ProcessIdentity::alive);
      return servers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatAKilledJvmLeavesIsEndedByTheNextOne() throws Exception {
    var holder = jvm(HoldingJvm.class);
    var servers = serversOfHolder(holder);

    holder.destroyForcibly().waitFor();
    assertThat(servers).as("killing the JVM alone").allMatch(ProcessIdentity::alive);
    new Runs(home.runs()).create();

    assertThat(servers).noneMatch(ProcessIdentity::alive);
  }

  @Test
  void aJvmThatEndsTakesItsServersAlong() throws Exception {
    var holder = jvm(HoldingJvm.class);
    var servers = serversOfHolder(holder);

    holder.destroy();
    holder.waitFor();

    assertThat(servers).noneMatch(ProcessIdentity::alive);
    assertThat(home.runs()).isDirectoryNotContaining(Files::isDirectory);
  }

  @Test
  void thePersonsClusterOutlivesItsCommandUntilItIsToldToEnd() throws Exception {
    assertThat(jvm(ClusterCommand.class, "up").waitFor()).as(output()).isZero();
    var servers = personal().state().processes().values();
    new Runs(home.runs()).sweep();

    assertThat(servers).hasSize(3).allMatch(ProcessIdentity::alive);
    try (var client = Clients.of(personal().kubeconfig())) {
      assertThat(client.namespaces().withName("kube-system").get()).isNotNull();
    }

    assertThat(jvm(ClusterCommand.class, "up", "--bind=0.0.0.0").waitFor()).isZero();
    assertThat(personal().state().processes().values())
        .as("a second up changes nothing")
        .containsExactlyElementsOf(servers);
    assertThat(jvm(ClusterCommand.class, "status").waitFor()).isZero();
    assertThat(output()).contains("https://127.0.0.1:", "kubeconfig.yaml");

    assertThat(jvm(ClusterCommand.class, "down").waitFor()).isZero();
    assertThat(servers).noneMatch(ProcessIdentity::alive);
    assertThat(home.personal()).doesNotExist();
    assertThat(jvm(ClusterCommand.class, "kubeconfig").waitFor()).isNotZero();
    assertThat(output()).contains("No cluster is up");
  }

  @Test
  void aGivenClusterIsUsedOnlyWhenAskedForAndGoesOn() throws Exception {
    assertThat(jvm(ClusterCommand.class, "up").waitFor()).as(output()).isZero();
    var servers = personal().state().processes().values();
    var url = Config.fromKubeconfig(personal().kubeconfig().toFile()).getMasterUrl();

    var notAsked = jvm("", HoldingJvm.class);
    awaitCluster(notAsked);
    assertThat(output()).doesNotContain(url);
    notAsked.destroyForcibly().waitFor();

    var asked = jvm("current", HoldingJvm.class);
    awaitCluster(asked);
    assertThat(output()).contains(url);
    asked.destroy();
    asked.waitFor();

    assertThat(servers).allMatch(ProcessIdentity::alive);
  }
}
