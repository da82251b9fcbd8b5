package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.Reality;
import io.vmoodle.operator.harness.RunningOperator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A platform with a server of each engine; the registry is on the first one. */
@ExtendWith(ClusterExtension.class)
class PlacementIT {
  private final KubernetesClient client;

  PlacementIT(KubernetesClient client) {
    this.client = client;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aTenantLivesOnTheServerThatItNamesWhateverItsEngine(
      Engine engine, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = RunningOperator.start(client, engine, namespace.name())) {
      platform(operator, engine, "", "");

      var tenant = client.resource(tenant(namespace, "hugo", "second")).create();

      var status = operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
      assertThat(server(status)).isEqualTo("second");
      var id = String.valueOf(status.tenantId());
      assertThat(new Reality(Engines.other(engine), "").databases("vm_" + id))
          .containsExactly("vm_" + id + "_1");
      assertThat(operator.reality().databases("vm_" + id)).isEmpty();
      assertThat(operator.reality().row("https://hugo.example.edu").orElseThrow())
          .containsEntry("vdbtype", engine == Engine.MariaDB ? "pgsql" : "mariadb");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void tenantsThatDoNotCareGoWhereThereIsRoom(Engine engine, @Fresh TestNamespace namespace)
      throws Exception {
    try (var operator = RunningOperator.start(client, engine, namespace.name())) {
      platform(operator, engine, ", \"maxTenants\": 1", ", \"maxTenants\": 1");
      var hugo = client.resource(tenant(namespace, "hugo", "first")).create();
      operator.awaitReason(hugo, ConditionType.Ready, "WaitingForJob");

      var zola = client.resource(tenant(namespace, "zola", null)).create();
      assertThat(server(operator.awaitReason(zola, ConditionType.Ready, "WaitingForJob")))
          .isEqualTo("second");

      var verne = client.resource(tenant(namespace, "verne", null)).create();
      var full = operator.awaitReason(verne, ConditionType.Ready, "NoDatabaseServerAvailable");
      assertThat(full.tenantId()).isNull();
      assertThat(RunningOperator.condition(full, ConditionType.Stalled)).isPresent();

      Edits.merge(
          client,
          operator.platform(),
          "{\"spec\": {\"databaseServers\": [%s, %s]}}"
              .formatted(
                  server("first", engine, ", \"maxTenants\": 1"),
                  server("second", Engines.other(engine), ", \"maxTenants\": 2")));
      assertThat(server(operator.awaitReason(verne, ConditionType.Ready, "WaitingForJob")))
          .isEqualTo("second");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aServerThatDoesNotAcceptTakesNobodyButKeepsWhomItHas(
      Engine engine, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = RunningOperator.start(client, engine, namespace.name())) {
      platform(operator, engine, ", \"accepting\": false", "");

      var refused = client.resource(tenant(namespace, "hugo", "first")).create();
      operator.awaitReason(refused, ConditionType.Ready, "NoDatabaseServerAvailable");
      var placed = client.resource(tenant(namespace, "zola", null)).create();
      assertThat(server(operator.awaitReason(placed, ConditionType.Ready, "WaitingForJob")))
          .isEqualTo("second");

      Edits.merge(
          client,
          operator.platform(),
          "{\"spec\": {\"databaseServers\": [%s, %s]}}"
              .formatted(
                  server("first", engine, ""),
                  server("second", Engines.other(engine), ", \"accepting\": false")));

      operator.awaitReason(refused, ConditionType.Ready, "WaitingForJob");
      assertThat(server(operator.awaitReason(placed, ConditionType.Ready, "WaitingForJob")))
          .isEqualTo("second");
    }
  }

  private void platform(RunningOperator operator, Engine engine, String first, String second) {
    client
        .resource(
            Manifests.with(
                operator.platform(),
                "{\"spec\": {\"databaseServers\": [%s, %s]}}"
                    .formatted(
                        server("first", engine, first),
                        server("second", Engines.other(engine), second))))
        .create();
  }

  private static String server(String name, Engine engine, String further) {
    return Manifests.databaseServer(name, engine, Engines.lab(engine).port(), further);
  }

  private static VirtualMoodle tenant(
      TestNamespace namespace, String name, @Nullable String server) {
    var tenant = Manifests.tenant(namespace.name(), name, name + ".example.edu");
    return server == null ? tenant : Manifests.on(tenant, server);
  }

  private static String server(TenantStatus status) {
    return Objects.requireNonNull(status.database()).server();
  }
}
