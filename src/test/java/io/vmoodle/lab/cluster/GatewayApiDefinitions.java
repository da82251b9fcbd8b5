package io.vmoodle.lab.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The definition of HTTPRoutes, which is no part of Kubernetes: put into a cluster, and taken out.
 * It comes with the Gateway API's own Go module, whose version {@code src/test/gateway/go.mod} says
 * and whose bytes go.sum vouches for.
 */
public final class GatewayApiDefinitions {
  private static final Path MODULE = Path.of("src", "test", "gateway");
  private static final String NAME = "sigs.k8s.io/gateway-api";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final KubernetesClient client;

  /** Acts where this client, which needs an admin's rights, leads. */
  public GatewayApiDefinitions(KubernetesClient client) {
    this.client = client;
  }

  /** Makes the cluster know HTTPRoutes, and waits until it does. */
  public void install() {
    new CustomResourceDefinitions(client)
        .apply(
            List.of(
                downloaded()
                    .resolve(
                        Path.of(
                            "config",
                            "crd",
                            "standard",
                            "gateway.networking.k8s.io_httproutes.yaml"))));
  }

  /** Makes the cluster forget them, with all that there are; not for a cluster that others use. */
  public void remove() {
    var definition =
        client
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .withName("httproutes.gateway.networking.k8s.io");
    definition.delete();
    await("the end of HTTPRoutes").atMost(LIMIT).until(() -> definition.get() == null);
  }

  private static Path downloaded() {
    var builder =
        new ProcessBuilder("go", "mod", "download", "-json", NAME)
            .directory(MODULE.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("GOWORK", "off");
    builder.environment().put("GOTOOLCHAIN", "local");
    try {
      var answer = new ObjectMapper().readTree(builder.start().getInputStream());
      if (!answer.has("Dir")) {
        throw new IllegalStateException("go cannot bring %s: %s".formatted(NAME, answer));
      }
      return Path.of(answer.get("Dir").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Go is needed to bring %s, which defines HTTPRoutes".formatted(NAME), e);
    }
  }
}
