package io.vmoodle.lab.cluster.server;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;

/** Waits until the servers do their work, not merely until they listen. */
final class Readiness implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private final KubernetesClient client;

  Readiness(Path kubeconfig) {
    var config = Config.fromKubeconfig(kubeconfig.toFile());
    // Polling is the retry; the client's own would back off for seconds.
    config.setRequestRetryBackoffLimit(0);
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  /**
   * @param meanwhile throws if waiting is of no use any more
   */
  void awaitApiServer(Runnable meanwhile) {
    awaiting("the API server", meanwhile, () -> "ok".equals(client.raw("/readyz")));
  }

  /** Ready when they have given the default namespace what every namespace gets. */
  void awaitControllers(Runnable meanwhile) {
    awaiting(
        "the controller manager",
        meanwhile,
        () -> client.serviceAccounts().inNamespace("default").withName("default").get() != null);
  }

  @FunctionalInterface
  private interface Check {
    boolean passes();
  }

  private static void awaiting(String what, Runnable meanwhile, Check check) {
    await(what)
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(INTERVAL)
        .until(
            () -> {
              meanwhile.run();
              return passes(check);
            });
  }

  private static boolean passes(Check check) {
    try {
      return check.passes();
    } catch (KubernetesClientException e) {
      // Refused connections and 403s are how a server that is still starting answers.
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
