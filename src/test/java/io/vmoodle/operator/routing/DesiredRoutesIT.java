package io.vmoodle.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.GatewayApiDefinitions;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.kube.Applied;
import io.vmoodle.operator.kube.Apply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link DesiredRoutesTest} expects is what a real API server stores, without a difference.
 */
@ExtendWith(ClusterExtension.class)
class DesiredRoutesIT {
  private final KubernetesClient client;
  private final Apply apply;

  DesiredRoutesIT(KubernetesClient client) {
    this.client = client;
    this.apply = new Apply(client);
    new GatewayApiDefinitions(client).install();
  }

  static List<Path> cases() throws IOException {
    try (var folders = Files.list(Path.of("src/test/resources/routing"))) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isStoredAsItIs(Path folder, @Fresh TestNamespace namespace) throws IOException {
    for (var object : RoutesInput.read(folder).desired()) {
      object.getMetadata().setNamespace(namespace.name());
      isStoredAsItIs(object);
    }
  }

  @Test
  void fiveThousandSubPathsAreStored(@Fresh TestNamespace namespace) {
    var routes = SubPathPartsTest.longestRoutes(namespace.name(), 5_000);
    routes.routes().forEach(this::isStoredAsItIs);
  }

  private <T extends HasMetadata> void isStoredAsItIs(T object) {
    assertThat(apply.apply(object)).isInstanceOf(Applied.Created.class);
    assertThat(apply.apply(object)).isInstanceOf(Applied.Unchanged.class);
    assertThat(apply.apply(object, client.resource(object).get()))
        .isInstanceOf(Applied.Unchanged.class);
  }
}
