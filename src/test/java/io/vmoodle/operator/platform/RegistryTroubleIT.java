package io.vmoodle.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.kube.KubeStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Registries that a platform cannot have, or cannot use. */
@ExtendWith(ClusterExtension.class)
class RegistryTroubleIT {
  private final KubernetesClient client;
  private String namespace = "";

  RegistryTroubleIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aMissingTableIsSaidAndHealsOnceThePluginIsInstalled(Engine engine) throws Exception {
    try (var operator = RunningOperator.start(client, engine, namespace)) {
      operator.reality().execute("ALTER TABLE mdl_local_vmoodle RENAME TO hidden");
      client.resource(operator.platform()).create();
      var tenant = client.resource(Manifests.tenant(namespace, "hugo", "h.example.edu")).create();

      operator.awaitPlatform(ConditionType.RegistryReady, "RegistryTableMissing");
      assertThat(KubeStatus.of(client.resource(operator.platform()).get()))
          .isEqualTo(KubeStatus.Failed);
      var held = operator.awaitReason(tenant, ConditionType.Ready, "PlatformNotReady");
      assertThat(RunningOperator.condition(held, ConditionType.Ready).orElseThrow().getMessage())
          .contains("mdl_local_vmoodle");

      operator.reality().execute("ALTER TABLE hidden RENAME TO mdl_local_vmoodle");
      operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
      operator.awaitPlatform(ConditionType.Ready, "Ready");

      operator.reality().execute("ALTER TABLE mdl_local_vmoodle RENAME TO hidden");
      operator.awaitPlatform(ConditionType.RegistryReady, "RegistryTableMissing");
      operator.reality().execute("ALTER TABLE hidden RENAME TO mdl_local_vmoodle");
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRegistryIsOnePlatformsUntilThatIsGone(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      var second = operator.platform();
      second.getMetadata().setName("second");

      client.resource(second).create();

      var claimed =
          await()
              .atMost(RunningOperator.PATIENCE)
              .until(
                  () -> client.resource(second).get(),
                  it -> it.getStatus() != null && ready(it).startsWith("RegistryClaimed"));
      assertThat(ready(claimed)).contains(namespace + "/academie");
      assertThat(KubeStatus.of(claimed)).isEqualTo(KubeStatus.Failed);

      client.resource(operator.platform()).delete();
      operator.awaitPlatformGone();

      await()
          .atMost(RunningOperator.PATIENCE)
          .until(() -> ready(client.resource(second).get()).startsWith("Ready"));
    }
  }

  private static String ready(MoodlePlatform platform) {
    return platform.getStatus().conditions().stream()
        .filter(it -> it.getType().equals("Ready"))
        .map(it -> it.getReason() + ": " + it.getMessage())
        .findFirst()
        .orElse("");
  }
}
