package io.vmoodle.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.image.Image;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.TcpProxy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom pods reach where tests run them. */
@ResourceLock(value = PodExtension.NODE, mode = ResourceAccessMode.READ)
@ExtendWith(PodExtension.class)
class NodeNetworkIT {
  private static final String IMAGE = "localhost/php:1";

  private final PodCluster cluster;
  private final KubernetesClient client;
  private final String namespace;

  NodeNetworkIT(PodCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.namespace = namespace.name();
  }

  @BeforeEach
  void loadPhp() {
    cluster.load(new Image(IMAGE, List.of(cluster.php()), List.of()));
  }

  @Test
  void podsFindServicesByName() {
    client
        .resource(
            PhpPods.running(
                    namespace,
                    "web",
                    IMAGE,
                    """
                    $server = stream_socket_server('tcp://0.0.0.0:8080');
                    while ($client = stream_socket_accept($server, -1)) {
                        fwrite($client, "HTTP/1.0 200 OK\r\n\r\nfrom " . gethostname());
                        fclose($client);
                    }
                    """)
                .build())
        .create();
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("moodle")
                .endMetadata()
                .withNewSpec()
                .withSelector(Map.of("app", "web"))
                .addNewPort()
                .withPort(80)
                .withNewTargetPort(8080)
                .endPort()
                .endSpec()
                .build())
        .create();
    var asking =
        PhpPods.running(
                namespace,
                "asking",
                IMAGE,
                """
                for ($i = 0; !($answer = @file_get_contents('http://moodle/')) && $i < 300; $i++) {
                    usleep(100000);
                }
                file_put_contents('/dev/termination-log', $answer);
                """)
            .build();

    assertThat(PhpPods.succeed(client, asking).getMessage()).isEqualTo("from web");
  }

  @Test
  void podsReachTheApiServerByItsName() {
    var asking =
        PhpPods.running(
                namespace,
                "api",
                IMAGE,
                """
                $folder = '/var/run/secrets/kubernetes.io/serviceaccount';
                $context = stream_context_create([
                    'ssl' => ['cafile' => "$folder/ca.crt"],
                    'http' => ['header' => 'Authorization: Bearer ' . file_get_contents("$folder/token")]]);
                $answer = file_get_contents('https://kubernetes.default.svc/version', false, $context);
                file_put_contents('/dev/termination-log', json_decode($answer)->gitVersion);
                """)
            .editSpec()
            .withAutomountServiceAccountToken(true)
            .endSpec()
            .build();

    assertThat(PhpPods.succeed(client, asking).getMessage())
        .isEqualTo(client.getKubernetesVersion().getGitVersion());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void podsReachTheLabsDatabases(Engine engine) {
    var server = Engines.lab(engine);
    try (var way = TcpProxy.at(cluster.hostAddress(), server.port())) {
      var asking =
          PhpPods.running(
                  namespace,
                  "database-" + engine.name().toLowerCase(Locale.ROOT),
                  IMAGE,
                  """
                  $link = new PDO('%s:host=%s;port=%d;dbname=%s', '%s', '%s');
                  $answer = $link->query('SELECT 6 * 7')->fetchColumn();
                  file_put_contents('/dev/termination-log', $answer);
                  """
                      .formatted(
                          engine == Engine.PostgreSQL ? "pgsql" : "mysql",
                          cluster.hostAddress().getHostAddress(),
                          way.port(),
                          engine == Engine.PostgreSQL ? "postgres" : "",
                          DatabaseLab.ADMIN,
                          DatabaseLab.ADMIN_PASSWORD))
              .build();

      assertThat(PhpPods.succeed(client, asking).getMessage()).isEqualTo("42");
    }
  }
}
