package io.vmoodle.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.StoredRoutes;
import io.vmoodle.operator.harness.TcpProxy;
import io.vmoodle.operator.kube.KubeStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ClusterExtension.class)
class PlatformRemovalIT {
  private final KubernetesClient client;
  private String namespace = "";

  PlatformRemovalIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aPlatformWaitsForItsTenantsAndKeepsServingThem(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var zola = ExistingMoodles.adopt(client, engine, namespace, "zola", "subPath: zola");
      operator.awaitReady(zola);

      client.resource(operator.platform()).delete();

      operator.awaitPlatform(ConditionType.Ready, "TenantsExist");
      assertThat(KubeStatus.of(client.resource(operator.platform()).get()))
          .isEqualTo(KubeStatus.Terminating);
      Edits.merge(client, zola, "{\"spec\": {\"site\": {\"fullName\": \"Still managed\"}}}");
      operator.awaitTenant(
          zola,
          ConditionType.Ready,
          ready -> ready.getStatus().equals("True") && ready.getObservedGeneration() == 2);
      assertThat(operator.reality().row("https://moodle.example.edu/zola").orElseThrow())
          .containsEntry("name", "Still managed");

      client.resource(zola).delete();

      operator.awaitGone(zola);
      operator.awaitPlatformGone();
      assertThat(new StoredRoutes(client, namespace).names()).isEmpty();
      assertThat(client.configMaps().inNamespace(namespace).withName("academie-subpaths").get())
          .isNull();
      assertThat(client.services().inNamespace(namespace).withName("academie-unavailable").get())
          .isNull();
      assertThat(client.configMaps().inNamespace(namespace).withName("academie-boot").get())
          .as("what the main Moodle's pods mount")
          .isNotNull();
      assertThat(client.services().inNamespace(namespace).withName("moodle-44").get())
          .as("a Service that somebody else made")
          .isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void retainedDataSurvivesAPlatformThatIsMadeAnew(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var manifest = Manifests.tenant(namespace, "hugo", "hugo.example.edu");
      var tenant = operator.installed(manifest);
      var id = operator.idOf(tenant);

      client.resource(tenant).delete();
      client.resource(operator.platform()).delete();
      operator.awaitGone(tenant);
      operator.awaitPlatformGone();
      assertThat(operator.reality().databases("vm_" + id)).hasSize(1);

      client.resource(operator.platform()).create();
      var again = client.resource(manifest).create();

      assertThat(operator.awaitReady(again).tenantId()).isEqualTo(id);
      assertThat(operator.reality().databases("vm_" + id)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aTenantThatLostItsFinalizerNeitherHoldsThePlatformNorItsAddress(Engine engine)
      throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var manifest = Manifests.tenant(namespace, "hugo", "hugo.example.edu");
      var tenant = client.resource(manifest).create();
      operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
      Edits.merge(client, tenant, "{\"spec\": {\"paused\": true}}");
      client.resource(tenant).delete();
      operator.awaitReason(tenant, ConditionType.Ready, "Paused");
      Edits.merge(client, tenant, "{\"metadata\": {\"finalizers\": null}}");
      operator.awaitGone(tenant);

      var other =
          client.resource(Manifests.tenant(namespace, "other", "hugo.example.edu")).create();
      operator.awaitReason(other, ConditionType.Ready, "RegistryRowConflict");

      client.resource(other).delete();
      client.resource(operator.platform()).delete();
      operator.awaitPlatformGone();
      assertThat(operator.reality().rows()).as("nothing was removed").hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aPlatformTakesNoNewTenantsWhileItGoes(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var zola = ExistingMoodles.adopt(client, engine, namespace, "zola", "host: z.example.edu");
      operator.awaitReady(zola);
      client.resource(operator.platform()).delete();
      operator.awaitPlatform(ConditionType.Ready, "TenantsExist");

      var late = client.resource(Manifests.tenant(namespace, "late", "late.example.edu")).create();

      operator.awaitReason(late, ConditionType.Ready, "PlatformDeleting");
      assertThat(operator.reality().rows()).hasSize(1);
      for (var tenant : List.of(late, zola)) {
        client.resource(tenant).delete();
        operator.awaitGone(tenant);
      }
      operator.awaitPlatformGone();
    }
  }

  @Test
  void aPlatformWaitsForItsRegistryUnlessItIsLetGo() throws Exception {
    try (var way = TcpProxy.to(Engines.lab(Engine.PostgreSQL).port());
        var operator = RunningOperator.start(client, Engine.PostgreSQL, namespace)) {
      var platform =
          Manifests.with(
              operator.platform(),
              "{\"spec\": {\"databaseServers\": [%s]}}"
                  .formatted(Manifests.databaseServer("first", Engine.PostgreSQL, way.port(), "")));
      for (var comesBack : List.of(true, false)) {
        client.resource(platform).create();
        operator.awaitPlatform(ConditionType.Ready, "Ready");
        way.cut();
        operator.awaitPlatform(ConditionType.RegistryReady, "RegistryUnavailable");

        client.resource(platform).delete();

        var uid = client.resource(platform).get().getMetadata().getUid();
        await()
            .atMost(RunningOperator.PATIENCE)
            .until(
                () -> client.resource(platform).get().getStatus().conditions(),
                all ->
                    all.stream()
                        .anyMatch(
                            it -> it.getMessage().contains("vmoodle.io/release-hold: " + uid)));
        if (comesBack) {
          way.open();
        } else {
          Edits.annotate(client, platform, "vmoodle.io/release-hold", uid);
        }
        operator.awaitPlatformGone();
        assertThat(operator.reality().wholeLedger())
            .filteredOn(row -> row.containsKey("cluster_id"))
            .singleElement()
            .satisfies(
                note ->
                    assertThat(note).containsEntry("name", comesBack ? "" : Manifests.PLATFORM));
      }
    }
  }
}
