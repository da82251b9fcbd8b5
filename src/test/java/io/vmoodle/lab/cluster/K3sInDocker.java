package io.vmoodle.lab.cluster;

import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** K3s in a container; Testcontainers removes it even if this JVM is killed. */
final class K3sInDocker implements AutoCloseable {
  /** The Kubernetes that go.mod of the local servers names too. */
  private static final String IMAGE = "rancher/k3s:v1.34.4-k3s1";

  private final K3sContainer container =
      new K3sContainer(
          DockerImageName.parse(System.getProperty("cluster.k3s.image", IMAGE))
              .asCompatibleSubstituteFor("rancher/k3s"));

  /** Starts it and returns the admin's kubeconfig. */
  String start() {
    container.start();
    return container.getKubeConfigYaml();
  }

  @Override
  public void close() {
    container.stop();
  }
}
