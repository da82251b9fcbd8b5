package io.vmoodle.lab.cluster.node;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vmoodle.lab.cluster.server.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Waits until a node's servers do their work. */
final class NodeReadiness implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final KubernetesClient client;
  private final HttpClient http = HttpClient.newHttpClient();
  private final NodeNetwork network;
  private final List<Server> servers;

  /**
   * @param servers those that run until now; once one of them ends, waiting does too
   */
  NodeReadiness(Path kubeconfig, NodeNetwork network, List<Server> servers) {
    var config = Config.fromKubeconfig(kubeconfig.toFile());
    this.client = new KubernetesClientBuilder().withConfig(config).build();
    this.network = network;
    this.servers = servers;
  }

  void awaitContainerd(Enclosure enclosure) {
    awaiting(
        "containerd", () -> enclosure.command("ctr", "version").attempt(it -> {}).exitCode() == 0);
  }

  /** Lets the DNS server read what it answers from. */
  void allowDns() {
    client
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("vmoodle-lab-dns")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "view")
                .addNewSubject("rbac.authorization.k8s.io", "User", NodeCredentials.DNS_USER, null)
                .build())
        .create();
  }

  void awaitNode() {
    awaiting(
        "the node",
        () -> {
          var node = client.nodes().withName(NodeCredentials.NODE).get();
          return node != null
              && node.getStatus().getConditions().stream()
                  .anyMatch(it -> "Ready".equals(it.getType()) && "True".equals(it.getStatus()));
        });
  }

  /** Rules for Services, and their names. */
  void awaitServices() {
    awaiting("kube-proxy", () -> answers(10256, "/healthz"));
    awaiting("the DNS server", () -> answers(8181, "/ready"));
  }

  private boolean answers(int port, String path) throws InterruptedException {
    var uri = URI.create("http://%s:%d%s".formatted(network.node(), port, path));
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      // Nobody listens yet.
      return false;
    }
  }

  private void awaiting(String what, Callable<Boolean> check) {
    await(what)
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(INTERVAL)
        .until(
            () -> {
              servers.forEach(Server::requireAlive);
              return check.call();
            });
  }

  @Override
  public void close() {
    client.close();
    http.close();
  }
}
