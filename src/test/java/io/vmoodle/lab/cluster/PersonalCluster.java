package io.vmoodle.lab.cluster;

import io.vmoodle.lab.cluster.binaries.Binaries;
import io.vmoodle.lab.cluster.binaries.Program;
import io.vmoodle.lab.cluster.binaries.ServerModule;
import io.vmoodle.lab.cluster.run.EndWithJvm;
import io.vmoodle.lab.cluster.run.FileMutex;
import io.vmoodle.lab.cluster.run.ProcessIdentity;
import io.vmoodle.lab.cluster.run.Progress;
import io.vmoodle.lab.cluster.run.RunFolder;
import io.vmoodle.lab.cluster.server.Address;
import io.vmoodle.lab.cluster.server.ControlPlane;
import io.vmoodle.lab.cluster.source.ClusterSource;
import io.vmoodle.lab.cluster.source.Lifetime;
import io.vmoodle.lab.cluster.source.Wish;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The one cluster of a person on this machine. It goes on until it is ended, and has nothing to do
 * with those of tests.
 */
final class PersonalCluster {
  private final ClusterHome home;
  private final ClusterLauncher launcher;
  private final Progress progress;

  PersonalCluster(ClusterHome home, Progress progress) {
    this.home = home;
    this.launcher = new ClusterLauncher(home, progress);
    this.progress = progress;
  }

  /** Its folder; without a state if there is none. */
  RunFolder folder() {
    return RunFolder.at(home.personal());
  }

  /** The kubectl that was built with the servers; empty if they were not built here. */
  Optional<Path> kubectl() {
    var built = new Binaries(home.binaries().resolve(ServerModule.read().folderName()));
    return Optional.of(built.of(Program.KUBECTL)).filter(Files::isExecutable);
  }

  /** Whether all of its servers run. */
  boolean running() {
    return folder().exists() && folder().state().complete() && folder().state().owner() == null;
  }

  /**
   * Starts it. If it runs already, nothing changes; what is left of one that ended by itself is
   * removed first.
   */
  void up(Address address) {
    alone(
        () -> {
          if (!running()) {
            folder().end();
            startAnew(address);
          }
        });
  }

  private void startAnew(Address address) {
    switch (launcher.find(Wish.ofUser(), Lifetime.DETACHED)) {
      case ClusterSource.Installed installed -> start(installed.binaries(), address);
      case ClusterSource.Built built -> start(launcher.build(built), address);
      case ClusterSource.K3s k3s ->
          throw new IllegalStateException(
              "only Docker is there, and its containers end with the command that started them:"
                  + " the tests can use it, but a cluster that stays needs the programs or Go");
      case ClusterSource.Given given ->
          throw new IllegalStateException(
              "-Dcluster=current names a cluster that is up already: " + given.kubeconfig());
    }
  }

  private void start(Binaries binaries, Address address) {
    progress.tell("starting etcd, kube-apiserver and kube-controller-manager ...");
    var folder = folder().create(ProcessIdentity.ofThisJvm());
    try (var end = EndWithJvm.run(folder::end)) {
      new ControlPlane(binaries, folder).start(address);
      folder.detach();
      end.forget();
    }
  }

  /** Ends it and removes all that it was. */
  void down() {
    alone(() -> folder().end());
  }

  private void alone(Runnable work) {
    new FileMutex(home.personalLock())
        .holding(
            () -> progress.tell("another command is at it; waiting for it"),
            () -> {
              work.run();
              return folder();
            });
  }
}
