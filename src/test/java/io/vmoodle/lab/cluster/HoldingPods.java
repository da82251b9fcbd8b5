package io.vmoodle.lab.cluster;

import io.vmoodle.lab.cluster.image.Image;
import io.vmoodle.lab.cluster.run.Progress;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Stands for a test JVM: starts a cluster and a pod in it that mounts a volume, says so, and never
 * comes to an end by itself.
 */
final class HoldingPods {
  static final String READY = "a pod runs";

  /** What it runs. */
  static final String CODE = "sleep(601);";

  private HoldingPods() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    var cluster = PodClusterLauncher.ofUser(Progress.to(System.out)).open();
    cluster.load(new Image("localhost/php:1", List.of(cluster.php()), List.of()));
    cluster.claim("default", "data");
    cluster
        .client()
        .resource(
            PhpPods.running("default", "holding", "localhost/php:1", CODE)
                .editSpec()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim("data", false)
                .endVolume()
                .editFirstContainer()
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .withSubPath("one")
                .endVolumeMount()
                .endContainer()
                .endSpec()
                .build())
        .create();
    PhpPods.awaitPhase(cluster.client(), "default", "holding", "Running");
    System.out.printf("%s %s%n", READY, cluster.hostAddress().getHostAddress());
    new CountDownLatch(1).await();
  }
}
