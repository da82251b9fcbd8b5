package io.vmoodle.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.kube.KubeStatus;
import io.vmoodle.operator.ledger.ConnectionSource;
import io.vmoodle.operator.ledger.Ledger;
import io.vmoodle.operator.ledger.Migrations;
import io.vmoodle.operator.ledger.PlatformKey;
import io.vmoodle.operator.ledger.PlatformOwner;
import io.vmoodle.operator.ledger.Platforms;
import io.vmoodle.operator.ledger.StaleLeader;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operators of two clusters on one registry; the other cluster is only in the ledger. */
@ExtendWith(ClusterExtension.class)
class TakeoverIT {
  private final String otherCluster = UUID.randomUUID().toString();
  private final KubernetesClient client;
  private String namespace = "";

  TakeoverIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anotherClustersRegistryIsTakenOverOnlyByItsId(Engine engine) {
    try (var server = server(engine);
        var operator = RunningOperator.start(client, engine, namespace)) {
      var other = leadFromElsewhere(server, operator, "");
      client.resource(operator.platform()).create();
      var tenant =
          client.resource(Manifests.tenant(namespace, "hugo", "hugo.example.edu")).create();

      var refused = operator.awaitPlatform(ConditionType.RegistryReady, "OwnedByAnotherCluster");
      assertThat(message(refused)).contains("takeoverFrom to " + otherCluster, "copy of that one");
      assertThat(KubeStatus.of(client.resource(operator.platform()).get()))
          .isEqualTo(KubeStatus.Failed);
      operator.awaitReason(tenant, ConditionType.Ready, "PlatformNotReady");
      takeOver(operator, UUID.randomUUID().toString());
      await()
          .atMost(RunningOperator.PATIENCE)
          .until(
              () -> client.resource(operator.platform()).get().getStatus().observedGeneration(),
              generation -> generation != null && generation == 2);
      other.requireLeadership();

      takeOver(operator, otherCluster);

      operator.awaitPlatform(ConditionType.Ready, "Ready");
      operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
      assertThatThrownBy(other::requireLeadership).isInstanceOf(StaleLeader.class);
      assertThat(operator.lostLeadership()).isEmpty();
    }
  }

  @Test
  void theOneThatWasTakenOverStopsAndSaysSoWhenItComesBack() {
    try (var server = server(Engine.PostgreSQL)) {
      String here;
      try (var operator = RunningOperator.withPlatform(client, Engine.PostgreSQL, namespace)) {
        operator.awaitPlatform(ConditionType.Ready, "Ready");
        here = client.namespaces().withName("kube-system").get().getMetadata().getUid();
        leadFromElsewhere(server, operator, here);
        operator.steps().clear();

        await()
            .atMost(RunningOperator.PATIENCE)
            .until(operator::lostLeadership, lost -> !lost.isEmpty());
        client.resource(Manifests.tenant(namespace, "hugo", "hugo.example.edu")).create();
      }
      // Its process would have ended; this is the next one, for the same platform.
      try (var again = RunningOperator.again(client, Engine.PostgreSQL, namespace)) {
        var status = again.awaitPlatform(ConditionType.RegistryReady, "OwnedByAnotherCluster");
        assertThat(message(status)).contains(otherCluster);
        assertThat(again.steps()).isEmpty();
      }
    }
  }

  private Ledger leadFromElsewhere(
      DatabaseServer server, RunningOperator operator, String takeoverFrom) {
    var identity = server.facts().identity();
    ConnectionSource connections =
        () ->
            server.open(server.endpoint().engine() == Engine.PostgreSQL ? operator.registry() : "");
    new Migrations(server.endpoint(), connections, identity).migrate();
    var platforms = new Platforms(server.endpoint(), connections);
    return platforms.raiseEpoch(
        platforms.openPlatform(
            new PlatformKey(identity, operator.registry(), "mdl_"),
            new PlatformOwner(otherCluster, namespace, Manifests.PLATFORM, "uid-there"),
            takeoverFrom),
        "first");
  }

  private void takeOver(RunningOperator operator, String cluster) {
    Edits.merge(
        client,
        operator.platform(),
        "{\"spec\": {\"registry\": {\"takeoverFrom\": \"%s\"}}}".formatted(cluster));
  }

  private static DatabaseServer server(Engine engine) {
    return DatabaseServer.at(
        new Endpoint(engine, "127.0.0.1", Engines.lab(engine).port()),
        new Credentials(DatabaseLab.ADMIN, DatabaseLab.ADMIN_PASSWORD));
  }

  private static String message(PlatformStatus status) {
    return status.conditions().stream()
        .filter(it -> it.getType().equals("RegistryReady"))
        .map(Condition::getMessage)
        .findFirst()
        .orElse("");
  }
}
