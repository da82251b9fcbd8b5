package io.vmoodle.lab.cluster;

import io.vmoodle.lab.cluster.binaries.Binaries;
import io.vmoodle.lab.cluster.binaries.BinaryBuild;
import io.vmoodle.lab.cluster.binaries.Level;
import io.vmoodle.lab.cluster.binaries.NodeModule;
import io.vmoodle.lab.cluster.binaries.Program;
import io.vmoodle.lab.cluster.image.DebianLayer;
import io.vmoodle.lab.cluster.node.Node;
import io.vmoodle.lab.cluster.run.EndWithJvm;
import io.vmoodle.lab.cluster.run.Progress;
import io.vmoodle.lab.cluster.run.RunFolder;
import io.vmoodle.lab.cluster.run.Runs;
import io.vmoodle.lab.cluster.server.ControlPlane;
import io.vmoodle.lab.cluster.source.ClusterSource;
import io.vmoodle.lab.cluster.source.Lifetime;
import io.vmoodle.lab.cluster.source.Wish;
import java.time.Duration;

/**
 * Gets a cluster whose pods run and that ends with this JVM: always of local processes, beside the
 * one of {@link ClusterLauncher}, because its API server has to be where pods reach it.
 */
public final class PodClusterLauncher {
  private final ClusterHome home;
  private final Progress progress;

  private PodClusterLauncher(ClusterHome home, Progress progress) {
    this.home = home;
    this.progress = progress;
  }

  /** A launcher that keeps what it needs in this user's cache folder. */
  public static PodClusterLauncher ofUser(Progress progress) {
    return new PodClusterLauncher(ClusterHome.ofUser(System.getenv()), progress);
  }

  /**
   * Starts it; whatever an earlier JVM left is ended first.
   *
   * @throws io.vmoodle.lab.cluster.node.NoNodeException if this machine cannot run a node
   * @throws io.vmoodle.lab.cluster.source.NoClusterException if it cannot run a control plane
   */
  public PodCluster open() {
    Node.requirePossible();
    var controlPlane = controlPlane();
    var nodePrograms = nodePrograms();
    var begin = System.nanoTime();
    var folder = new Runs(home.runs()).create();
    var end = EndWithJvm.run(folder::end);
    try {
      var cluster = start(controlPlane, nodePrograms, folder, end);
      progress.tell(
          "cluster with a node: %s, ready after %.1f s"
              .formatted(
                  cluster.description(),
                  Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0));
      return cluster;
    } catch (RuntimeException e) {
      end.close();
      throw e;
    }
  }

  private PodCluster start(
      Binaries controlPlane, Binaries nodePrograms, RunFolder folder, EndWithJvm end) {
    var node = Node.prepare(nodePrograms, folder);
    new ControlPlane(controlPlane, folder, node.addition()).start(node.machineAddress());
    node.start();
    var cluster =
        new RunningCluster(
            "local processes",
            folder.kubeconfig(),
            folder.path(),
            controlPlane.of(Program.KUBECTL),
            end,
            false);
    return new LocalPodCluster(
        cluster,
        node,
        DebianLayer.php(home.layers(), progress),
        DebianLayer.tools(home.layers(), progress),
        new HostFolders(folder.path().resolve("volumes")));
  }

  private Binaries controlPlane() {
    var launcher = new ClusterLauncher(home, progress);
    return switch (launcher.find(Wish.LOCAL, Lifetime.JVM)) {
      case ClusterSource.Installed installed -> installed.binaries();
      case ClusterSource.Built built -> launcher.build(built);
      case ClusterSource.K3s k3s -> throw new IllegalStateException("not asked for");
      case ClusterSource.Given given -> throw new IllegalStateException("not asked for");
    };
  }

  private Binaries nodePrograms() {
    var module = NodeModule.read();
    var programs = new Binaries(home.binaries().resolve(module.folderName()));
    return programs.missing(Level.NODE).isEmpty()
        ? programs
        : new BinaryBuild(module.servers(), Level.NODE, programs, progress).run();
  }
}
