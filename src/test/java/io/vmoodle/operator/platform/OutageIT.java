package io.vmoodle.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.TcpProxy;
import io.vmoodle.operator.kube.KubeStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Database servers that go and come back while the operator runs. */
@ExtendWith(ClusterExtension.class)
class OutageIT {
  private final KubernetesClient client;
  private String namespace = "";

  OutageIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aServerThatIsDownHoldsUpOnlyItsOwnTenants(Engine engine) throws Exception {
    try (var way = TcpProxy.to(Engines.lab(engine).port());
        var operator = RunningOperator.start(client, Engines.other(engine), namespace)) {
      var first =
          Manifests.databaseServer(
              "first", Engines.other(engine), Engines.lab(Engines.other(engine)).port(), "");
      var second = Manifests.databaseServer("second", engine, way.port(), "");
      client
          .resource(
              Manifests.with(
                  operator.platform(),
                  "{\"spec\": {\"databaseServers\": [%s, %s]}}".formatted(first, second)))
          .create();
      var affected = operator.installed(Manifests.on(hugo(), "second"));

      way.cut();

      operator.awaitReason(affected, ConditionType.Ready, "DatabaseUnavailable");
      assertThat(KubeStatus.of(client.resource(affected).get())).isEqualTo(KubeStatus.InProgress);
      operator.awaitPlatform(ConditionType.DatabaseServersReady, "DatabaseServersNotReady");
      var other = operator.installed(Manifests.tenant(namespace, "zola", "zola.example.edu"));
      Edits.merge(client, other, "{\"spec\": {\"site\": {\"fullName\": \"Goes on\"}}}");
      operator.awaitTenant(
          other,
          ConditionType.Ready,
          ready -> ready.getStatus().equals("True") && ready.getObservedGeneration() == 2);
      client.resource(affected).delete();
      operator.awaitTenant(
          affected,
          ConditionType.Ready,
          ready -> ready.getMessage().contains("vmoodle.io/release-hold"));
      assertThat(operator.reality().row("https://hugo.example.edu"))
          .as("nothing is removed of what cannot be locked")
          .isPresent();

      way.open();

      operator.awaitGone(affected);
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      operator.awaitReady(other);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRegistryThatIsDownHoldsUpEverybodyAndHeals(Engine engine) throws Exception {
    try (var way = TcpProxy.to(Engines.lab(engine).port());
        var operator = RunningOperator.start(client, engine, namespace)) {
      client
          .resource(
              Manifests.with(
                  operator.platform(),
                  "{\"spec\": {\"databaseServers\": [%s]}}"
                      .formatted(Manifests.databaseServer("first", engine, way.port(), ""))))
          .create();
      var tenant = operator.installed(hugo());

      way.cut();

      operator.awaitPlatform(ConditionType.RegistryReady, "RegistryUnavailable");
      var held = operator.awaitReason(tenant, ConditionType.Ready, "PlatformNotReady");
      assertThat(held.url()).as("what was known stays").isEqualTo("https://hugo.example.edu");
      var late = client.resource(Manifests.tenant(namespace, "late", "l.example.edu")).create();
      operator.awaitReason(late, ConditionType.Ready, "PlatformNotReady");
      operator.reality().execute("UPDATE mdl_local_vmoodle SET name = 'edited meanwhile'");

      way.open();

      operator.awaitReady(tenant);
      operator.awaitReason(late, ConditionType.Ready, "WaitingForJob");
      assertThat(operator.reality().row("https://hugo.example.edu").orElseThrow())
          .containsEntry("name", "Lycée hugo");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aWrongAdminPasswordHealsWhenItIsCorrected(Engine engine) throws Exception {
    try (var operator = RunningOperator.start(client, engine, namespace)) {
      Edits.merge(client, admin(), "{\"stringData\": {\"password\": \"wrong-Secret-1\"}}");
      client.resource(operator.platform()).create();
      var tenant =
          client.resource(Manifests.tenant(namespace, "hugo", "hugo.example.edu")).create();

      var status = operator.awaitPlatform(ConditionType.Ready, "RegistryUnavailable");
      assertThat(status.databaseServers())
          .singleElement()
          .satisfies(
              server -> {
                assertThat(server.reason()).isEqualTo("CredentialsRejected");
                assertThat(server.message()).contains("Correct the Secret");
              });
      assertThat(status.toString()).doesNotContain("wrong-Secret-1");
      operator.awaitReason(tenant, ConditionType.Ready, "PlatformNotReady");

      Edits.merge(
          client,
          admin(),
          "{\"stringData\": {\"password\": \"%s\"}}".formatted(DatabaseLab.ADMIN_PASSWORD));

      operator.awaitPlatform(ConditionType.Ready, "Ready");
      operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");

      client.resource(admin()).delete();
      operator.awaitTenant(
          tenant, ConditionType.Ready, ready -> ready.getReason().equals("PlatformNotReady"));
      client.resource(Manifests.adminSecret(namespace)).create();
      operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
    }
  }

  private Secret admin() {
    return client.secrets().inNamespace(namespace).withName("admin").require();
  }

  private VirtualMoodle hugo() {
    return Manifests.tenant(namespace, "hugo", "hugo.example.edu");
  }
}
