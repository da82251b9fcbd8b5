package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Kubectl;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see and wait for at the command line. */
@ExtendWith(ClusterExtension.class)
class KubectlIT {
  private final KubernetesClient client;
  private final Kubectl kubectl;

  KubectlIT(KubernetesClient client, Cluster cluster) {
    this.client = client;
    this.kubectl = new Kubectl(cluster);
  }

  @Test
  void waitsPrintsAndExplains(@Fresh TestNamespace fresh) throws Exception {
    var namespace = fresh.name();
    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, namespace)) {
      ExistingMoodles.adopt(client, Engine.MariaDB, namespace, "zola", "host: zola.example.edu");

      assertThat(
              kubectl.run(
                  namespace, "wait", "--for=condition=Ready", "vmoodle/zola", "--timeout=30s"))
          .contains("condition met");
      var waiting =
          client.resource(Manifests.tenant(namespace, "hugo", "hugo.example.edu")).create();
      operator.awaitReason(waiting, ConditionType.Ready, "WaitingForJob");

      assertThat(kubectl.run(namespace, "get", "vmoodle").lines())
          .satisfiesExactly(
              header ->
                  assertThat(header).matches("NAME +URL +RELEASE +READY +UPTODATE +REASON +AGE"),
              hugo ->
                  assertThat(hugo)
                      .matches(
                          "hugo +https://hugo.example.edu +4.4 +False +Unknown +WaitingForJob +\\S+"),
              zola ->
                  assertThat(zola)
                      .matches("zola +https://zola.example.edu +4.4 +True +True +Ready +\\S+"));
      assertThat(kubectl.run(namespace, "get", "mplat"))
          .contains("academie", "True", "https://moodle.example.edu");
      assertThat(kubectl.run(namespace, "describe", "vmoodle", "zola"))
          .contains("Registered", "Serves at https://zola.example.edu");
      assertThat(
              kubectl.run(
                  namespace, "delete", "vmoodle", "zola", "hugo", "--wait", "--timeout=30s"))
          .contains("deleted");
      assertThat(kubectl.run(namespace, "delete", "mplat", "academie", "--timeout=30s"))
          .contains("deleted");
    }
  }
}
