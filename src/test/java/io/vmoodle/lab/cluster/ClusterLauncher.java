package io.vmoodle.lab.cluster;

import io.vmoodle.lab.cluster.binaries.Binaries;
import io.vmoodle.lab.cluster.binaries.BinaryBuild;
import io.vmoodle.lab.cluster.binaries.Level;
import io.vmoodle.lab.cluster.binaries.Program;
import io.vmoodle.lab.cluster.binaries.ServerModule;
import io.vmoodle.lab.cluster.run.EndWithJvm;
import io.vmoodle.lab.cluster.run.Progress;
import io.vmoodle.lab.cluster.run.RunFolder;
import io.vmoodle.lab.cluster.run.Runs;
import io.vmoodle.lab.cluster.server.Addition;
import io.vmoodle.lab.cluster.server.Address;
import io.vmoodle.lab.cluster.server.ControlPlane;
import io.vmoodle.lab.cluster.source.ClusterSource;
import io.vmoodle.lab.cluster.source.Lifetime;
import io.vmoodle.lab.cluster.source.Machine;
import io.vmoodle.lab.cluster.source.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/**
 * Gets a cluster that ends with this JVM (or goes on, if it was given): from the way that {@code
 * -Dcluster} asks for, or else the first that works. The API server listens on {@code
 * -Dcluster.bind}, which is loopback unless somebody says otherwise.
 */
public final class ClusterLauncher {
  private final ClusterHome home;
  private final Progress progress;
  private final Addition addition;

  ClusterLauncher(ClusterHome home, Progress progress) {
    this(home, progress, Addition.of(List.of(), List.of()));
  }

  private ClusterLauncher(ClusterHome home, Progress progress, Addition addition) {
    this.home = home;
    this.progress = progress;
    this.addition = addition;
  }

  /** The same, with more for the servers of a cluster of local processes. */
  public ClusterLauncher with(Addition addition) {
    return new ClusterLauncher(home, progress, addition);
  }

  /** A launcher that keeps what it needs in this user's cache folder. */
  public static ClusterLauncher ofUser(Progress progress) {
    return new ClusterLauncher(ClusterHome.ofUser(System.getenv()), progress);
  }

  /**
   * Starts or finds the cluster; whatever an earlier JVM left is ended first.
   *
   * @throws io.vmoodle.lab.cluster.source.NoClusterException if no way works; it names all of them
   */
  public Cluster open() {
    var begin = System.nanoTime();
    var cluster = open(find(Wish.ofUser(), Lifetime.JVM));
    progress.tell(
        "cluster: %s, ready after %.1f s"
            .formatted(
                cluster.description(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0));
    return cluster;
  }

  /**
   * Starts one more, of local processes, for tests that harm it; the caller closes it.
   *
   * @throws io.vmoodle.lab.cluster.source.NoClusterException if this machine cannot
   */
  public Cluster openAnother() {
    return open(find(Wish.LOCAL, Lifetime.JVM));
  }

  private Cluster open(ClusterSource source) {
    var folder = new Runs(home.runs()).create();
    var end = EndWithJvm.run(folder::end);
    try {
      return switch (source) {
        case ClusterSource.Given given -> given(given, folder, end);
        case ClusterSource.K3s k3s -> k3s(folder, end);
        case ClusterSource.Installed installed -> local(installed.binaries(), folder, end);
        case ClusterSource.Built built -> local(build(built), folder, end);
      };
    } catch (RuntimeException e) {
      end.close();
      throw e;
    }
  }

  ClusterSource find(Wish wish, Lifetime lifetime) {
    return new Machine(System.getenv(), home.binaries()).find(wish, lifetime, ServerModule.read());
  }

  Binaries build(ClusterSource.Built built) {
    return new BinaryBuild(ServerModule.read(), Level.CONTROL_PLANE, built.target(), progress)
        .run();
  }

  private static Cluster given(ClusterSource.Given given, RunFolder folder, EndWithJvm end) {
    return new RunningCluster(
        "the given cluster", given.kubeconfig(), folder.path(), null, end, false);
  }

  private Cluster local(Binaries binaries, RunFolder folder, EndWithJvm end) {
    var address = Address.parse(System.getProperty("cluster.bind", Address.LOOPBACK));
    new ControlPlane(binaries, folder, addition).start(address);
    return new RunningCluster(
        "local processes",
        folder.kubeconfig(),
        folder.path(),
        binaries.of(Program.KUBECTL),
        end,
        true);
  }

  private Cluster k3s(RunFolder folder, EndWithJvm folderOnly) {
    progress.tell("starting K3s in a container; its image is loaded the first time ...");
    var container = new K3sInDocker();
    folderOnly.forget();
    var end =
        EndWithJvm.run(
            () -> {
              container.close();
              folder.end();
            });
    try {
      Files.writeString(folder.kubeconfig(), container.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RunningCluster(
        "K3s in a container", folder.kubeconfig(), folder.path(), null, end, false);
  }
}
