package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.kube.RecordedClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Once everything is as wished, looking at it again and again changes nothing anywhere. */
@ExtendWith(ClusterExtension.class)
class RestIT {
  private static final Duration SEVERAL_LOOKS = Duration.ofSeconds(6);

  @ParameterizedTest
  @EnumSource(Engine.class)
  void nothingIsWrittenAtRest(
      Engine engine, Cluster cluster, KubernetesClient client, @Fresh TestNamespace namespace)
      throws Exception {
    try (var recorded = new RecordedClient(cluster);
        var operator = RunningOperator.withPlatform(recorded.client(), engine, namespace.name())) {
      operator.awaitReady(
          ExistingMoodles.adopt(client, engine, namespace.name(), "a", "host: a.example.edu"));
      operator.awaitReady(
          ExistingMoodles.adopt(client, engine, namespace.name(), "b", "subPath: b"));
      operator.installed(Manifests.tenant(namespace.name(), "c", "c.example.edu"));
      operator.awaitReason(
          client.resource(Manifests.tenant(namespace.name(), "d", "d.example.edu")).create(),
          ConditionType.Ready,
          "WaitingForJob");
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      recorded.methods();
      // Events and statuses of the last step are written after it.
      await()
          .atMost(RunningOperator.PATIENCE)
          .during(Duration.ofSeconds(2))
          .until(() -> recorded.methods().stream().allMatch("GET"::equals));
      var versions = versions(client, namespace);
      var rows = operator.reality().rows();
      var ledger = operator.reality().wholeLedger();

      var asked = new ArrayList<String>();
      await()
          .pollDelay(SEVERAL_LOOKS)
          .atMost(SEVERAL_LOOKS.plusSeconds(5))
          .until(() -> asked.addAll(recorded.methods()));

      assertThat(asked).isNotEmpty().containsOnly("GET");
      assertThat(versions(client, namespace)).isEqualTo(versions);
      assertThat(operator.reality().rows()).isEqualTo(rows);
      assertThat(operator.reality().wholeLedger()).isEqualTo(ledger);
    }
  }

  private static Map<String, String> versions(KubernetesClient client, TestNamespace namespace) {
    var versions = new TreeMap<String, String>();
    Stream.of(
            client.resources(VirtualMoodle.class).inNamespace(namespace.name()).list(),
            client.resources(MoodlePlatform.class).inNamespace(namespace.name()).list(),
            client.secrets().inNamespace(namespace.name()).list(),
            client.configMaps().inNamespace(namespace.name()).list(),
            client.services().inNamespace(namespace.name()).list(),
            client.v1().events().inNamespace(namespace.name()).list(),
            client.network().v1().ingresses().inNamespace(namespace.name()).list())
        .flatMap(list -> list.getItems().stream())
        .forEach(object -> versions.put(key(object), object.getMetadata().getResourceVersion()));
    return versions;
  }

  private static String key(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }
}
