package io.vmoodle.operator.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterLauncher;
import io.vmoodle.lab.cluster.CustomResourceDefinitions;
import io.vmoodle.lab.cluster.run.Progress;
import io.vmoodle.lab.cluster.source.NoClusterException;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** An API server whose process is killed and started again, in a cluster of its own. */
@Isolated
class ApiServerRestartIT {
  private static final String NAMESPACE = "restarted";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static @Nullable Cluster cluster;

  @BeforeAll
  static void startACluster() {
    try {
      cluster = ClusterLauncher.ofUser(Progress.to(System.err)).openAnother();
    } catch (NoClusterException e) {
      Assumptions.abort(e.toString());
    }
    new CustomResourceDefinitions(cluster.client()).apply(CustomResourceDefinitions.OURS);
    cluster
        .client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
  }

  @AfterAll
  static void endIt() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void theOperatorGoesOnWithoutARestartOfItsOwn() throws Exception {
    var client = requireNonNull(cluster).client();
    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, NAMESPACE)) {
      var hugo = client.resource(tenant("hugo")).create();
      operator.awaitReason(hugo, ConditionType.Ready, "WaitingForJob");
      var server = new ApiServerProcess(requireNonNull(cluster));

      server.kill();
      operator.reality().execute("UPDATE mdl_local_vmoodle SET name = 'edited'");
      server.startAgain();

      await("new tenant")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () -> {
                var zola = client.resource(tenant("zola"));
                return zola.get() != null || zola.create() != null;
              });
      await("rows")
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(operator.reality().rows())
                      .hasSize(2)
                      .noneMatch(row -> "edited".equals(row.get("name"))));
      operator.awaitReason(tenant("zola"), ConditionType.Ready, "WaitingForJob");
      client.resource(hugo).delete();
      operator.awaitGone(hugo);
      assertThat(operator.lostLeadership()).isEmpty();
    }
  }

  private static VirtualMoodle tenant(String name) {
    return Manifests.tenant(NAMESPACE, name, name + ".example.edu");
  }
}
