package io.vmoodle.operator.deploy;

import static io.vmoodle.operator.harness.RunningOperator.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Groundwork;
import io.vmoodle.operator.harness.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ClusterExtension.class)
class DetachedOperatorIT {
  private final KubernetesClient client;
  private final Cluster cluster;

  DetachedOperatorIT(KubernetesClient client, Cluster cluster) {
    this.client = client;
    this.cluster = cluster;
  }

  private DetachedOperator start(TestNamespace home, TestNamespace watched, Path folder)
      throws IOException {
    return DetachedOperator.start(
        cluster.kubeconfigOf(home.name(), ShippedRights.ACCOUNT),
        Files.createTempDirectory(folder, "operator"),
        "--namespaces=" + watched.name(),
        "--resync=1s",
        "--leader-election",
        "--lease-namespace=" + home.name());
  }

  private void platform(Engine engine, TestNamespace namespace) {
    var registry = Groundwork.lay(client, engine, namespace.name());
    client.resource(Manifests.platform(namespace.name(), engine, registry)).create();
  }

  private static void awaitMetric(DetachedOperator operator, String line) {
    await(line).atMost(PATIENCE).until(() -> operator.get("/metrics").body().contains(line));
  }

  @Test
  void tellsHowItIsAndStopsWhenItIsTold(
      @Fresh TestNamespace home, @Fresh TestNamespace schools, @TempDir Path folder)
      throws IOException, InterruptedException {
    platform(Engine.PostgreSQL, schools);
    try (var rights = ShippedRights.in(cluster, home.name(), schools.name());
        var operator = start(home, schools, folder)) {
      operator.awaitReady();
      assertThat(rights.client().namespaces().withName("kube-system").get()).isNotNull();
      client.resource(Manifests.tenant(schools.name(), "hugo", "hugo.example.edu")).create();

      awaitMetric(operator, "vmoodle_leader 1.0");
      awaitMetric(
          operator,
          "vmoodle_platform_open{namespace=\"%s\",platform=\"academie\"} 1.0"
              .formatted(schools.name()));
      awaitMetric(
          operator,
          "vmoodle_tenants{namespace=\"%s\",platform=\"academie\",state=\"active\"} 1.0"
              .formatted(schools.name()));
      awaitMetric(operator, "kind=\"VirtualMoodle\",outcome=\"success\"");
      assertThat(operator.get("/livez").statusCode()).isEqualTo(200);
      assertThat(operator.get("/metrics").body()).contains("jvm_memory_used_bytes");

      operator.terminate();

      assertThat(operator.exitCode()).isEqualTo(143);
      assertThat(operator.log())
          .contains("\"message\":\"Stopping\"", "\"resync\":\"PT1S\"", "labels of namespaces")
          .doesNotContain("Not stopped in time");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void endsWhenAnotherLeaderActsForAPlatform(
      Engine engine, @Fresh TestNamespace home, @Fresh TestNamespace schools, @TempDir Path folder)
      throws IOException, InterruptedException, SQLException {
    var registry = Groundwork.lay(client, engine, schools.name());
    client.resource(Manifests.platform(schools.name(), engine, registry)).create();
    try (var rights = ShippedRights.in(cluster, home.name(), schools.name());
        var operator = start(home, schools, folder)) {
      assertThat(rights.client()).isNotNull();
      operator.awaitReady();
      awaitMetric(operator, "platform=\"academie\"} 1.0");

      Engines.lab(engine)
          .execute(
              engine == Engine.MariaDB ? "" : registry,
              "UPDATE vmoodle_operator.platform SET leader_epoch = leader_epoch + 1 WHERE ns = '%s'"
                  .formatted(schools.name()));

      assertThat(operator.exitCode()).isEqualTo(3);
      assertThat(operator.log()).contains("not the leader any more");
    }
  }

  @Test
  void oneOfTwoWaitsAndTakesOver(
      @Fresh TestNamespace home, @Fresh TestNamespace schools, @TempDir Path folder)
      throws IOException, InterruptedException {
    try (var rights = ShippedRights.in(cluster, home.name(), schools.name());
        var first = start(home, schools, folder)) {
      assertThat(rights.client()).isNotNull();
      first.awaitReady();
      awaitMetric(first, "vmoodle_leader 1.0");
      try (var second = start(home, schools, folder)) {
        second.awaitReady();
        awaitMetric(second, "vmoodle_leader 0.0");

        first.terminate();
        assertThat(first.exitCode()).isEqualTo(143);

        awaitMetric(second, "vmoodle_leader 1.0");
      }
    }
  }

  @Test
  void withoutRightsItDoesNotStart(
      @Fresh TestNamespace home, @Fresh TestNamespace schools, @TempDir Path folder)
      throws IOException, InterruptedException {
    try (var rights = ShippedRights.in(cluster, home.name());
        var operator = start(home, schools, folder)) {
      assertThat(rights.client()).isNotNull();

      assertThat(operator.exitCode()).isEqualTo(1);
      assertThat(operator.log()).contains("The operator could not start", "is forbidden");
    }
  }
}
