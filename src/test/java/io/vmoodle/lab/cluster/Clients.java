package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;

/** Clients from a kubeconfig file and nothing else: no environment variable reaches them. */
public final class Clients {
  /**
   * Fabric8 gives a request up for good after 10 seconds. An API server that shares two processors
   * with hundreds of watches that begin and end may take longer.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Clients() {}

  /** A client of the file's current context; the caller closes it. */
  public static KubernetesClient of(Path kubeconfig) {
    var config = Config.fromKubeconfig(kubeconfig.toFile());
    config.setRequestTimeout((int) PATIENCE.toMillis());
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
