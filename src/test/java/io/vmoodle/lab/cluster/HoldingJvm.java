package io.vmoodle.lab.cluster;

import io.vmoodle.lab.cluster.run.Progress;
import java.util.concurrent.CountDownLatch;

/** Stands for a test JVM: starts a cluster, says so, and never comes to an end by itself. */
final class HoldingJvm {
  static final String READY = "holding";

  private HoldingJvm() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    var cluster = ClusterLauncher.ofUser(Progress.to(System.out)).open();
    System.out.println(READY + " " + cluster.description());
    new CountDownLatch(1).await();
  }
}
