package io.vmoodle.operator.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.DatabaseServerStatus;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.Reality;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.ServerIdentity;
import io.vmoodle.operator.harness.Story;
import io.vmoodle.operator.kube.KubeStatus;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Database servers behind whose host there is another one. */
@OwnServers
@ExtendWith(ClusterExtension.class)
class IdentityChangedIT {
  private static final String URL = "https://hugo.example.edu";

  private final KubernetesClient client;
  private String namespace = "";

  IdentityChangedIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aReplacedServerIsFrozenUntilItIsAcknowledged(Engine engine) throws Exception {
    var other = engine == Engine.MariaDB ? Engine.PostgreSQL : Engine.MariaDB;
    try (var operator = RunningOperator.start(client, other, namespace)) {
      servers(operator, other, engine, "");
      var tenant =
          operator.installed(
              Manifests.with(
                  Manifests.tenant(namespace, "hugo", "hugo.example.edu"),
                  "{\"spec\": {\"placement\": {\"databaseServer\": \"second\"}}}"));
      var database = requireNonNull(tenant.getStatus().database()).name();
      try (var identity = ServerIdentity.of(engine)) {
        var found = identity.replace();
        Engines.lab(engine).execute("", "DROP DATABASE " + database);

        var frozen = operator.awaitReason(tenant, ConditionType.Ready, "IdentityChanged");
        assertThat(
                RunningOperator.condition(frozen, ConditionType.Ready).orElseThrow().getMessage())
            .contains("second")
            .as("identities are not for tenants")
            .doesNotContain(found, identity.original());
        assertThat(KubeStatus.of(client.resource(tenant).get())).isEqualTo(KubeStatus.Failed);
        assertThat(says(operator, found)).contains(identity.original());
        assertThat(second(client.resource(operator.platform()).get().getStatus()).identity())
            .isEqualTo(identity.original());

        loseStatus(operator);
        assertThat(says(operator, found)).as("the ledger knows").contains(identity.original());

        var wrong = UUID.randomUUID().toString();
        accept(operator, other, engine, wrong);
        assertThat(says(operator, wrong)).contains(found, identity.original());
        operator.steps().clear();
        Edits.merge(client, tenant, "{\"spec\": {\"site\": {\"fullName\": \"New\"}}}");
        operator.awaitTenant(
            tenant, ConditionType.Ready, ready -> ready.getObservedGeneration() == 2);
        assertThat(operator.steps()).isEmpty();

        accept(operator, other, engine, found);

        operator.awaitReason(tenant, ConditionType.Ready, "DatabaseLost");
        operator.awaitPlatform(ConditionType.Ready, "Ready");
        assertThat(Story.awaitMessage(client, platform(operator), "IdentityAccepted"))
            .contains(found, identity.original());
        assertThat(new Reality(engine, "").databases(database)).isEmpty();

        identity.restore();
        assertThat(says(operator, found))
            .as("now the old one is another")
            .contains("acceptIdentity says");
      }
    }
  }

  /** PostgreSQL, where the ledger is in the registry's database. */
  @Test
  void aRegistryThatMovedWithItsLedgerGoesOnWhenItIsAcknowledged() throws Exception {
    var engine = Engine.PostgreSQL;
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var tenant = operator.installed(Manifests.tenant(namespace, "hugo", "hugo.example.edu"));
      var id = tenant.getStatus().tenantId();
      try (var identity = ServerIdentity.of(engine)) {
        var found = identity.replace();

        operator.awaitPlatform(ConditionType.RegistryReady, "IdentityChanged");
        operator.awaitReason(tenant, ConditionType.Ready, "PlatformNotReady");
        assertThat(KubeStatus.of(platform(operator))).isEqualTo(KubeStatus.Failed);
        loseStatus(operator);
        operator.awaitPlatform(ConditionType.RegistryReady, "IdentityChanged");

        acceptFirst(operator, engine, found);

        operator.awaitPlatform(ConditionType.Ready, "Ready");
        assertThat(operator.awaitReady(tenant).tenantId()).isEqualTo(id);
        Story.awaitMessage(client, platform(operator), "IdentityAccepted");
      }
    }
  }

  /** MariaDB, where the ledger is a database of its own, easily left out of a backup. */
  @Test
  void tenantsOfALostLedgerAreNotMadeAnew() throws Exception {
    var engine = Engine.MariaDB;
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var tenant = operator.installed(Manifests.tenant(namespace, "hugo", "hugo.example.edu"));
      var before = tenant.getStatus();
      var database = requireNonNull(before.database()).name();
      try (var identity = ServerIdentity.of(engine)) {
        var found = identity.replace();
        operator.awaitPlatform(ConditionType.RegistryReady, "IdentityChanged");
        loseLedger(operator);

        acceptFirst(operator, engine, found);

        operator.awaitPlatform(ConditionType.Ready, "Ready");
        var lost = operator.awaitReason(tenant, ConditionType.Ready, "LedgerRecordLost");
        assertThat(RunningOperator.condition(lost, ConditionType.Ready).orElseThrow().getMessage())
            .contains(String.valueOf(before.tenantId()), "backup", "delete this VirtualMoodle");
        assertThat(KubeStatus.of(client.resource(tenant).get())).isEqualTo(KubeStatus.Failed);
        assertThat(operator.reality().wholeLedger())
            .noneMatch(row -> "hugo".equals(row.get("name")));
        assertThat(operator.reality().databases(database)).isNotEmpty();

        client.resource(tenant).delete();
        operator.awaitGone(tenant);
        operator.reality().execute("DELETE FROM mdl_local_vmoodle");
        client.resource(Manifests.tenant(namespace, "hugo", "hugo.example.edu")).create();

        var anew = operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
        assertThat(anew.tenantId()).isNotEqualTo(before.tenantId());
        assertThat(operator.reality().databases(database)).isNotEmpty();
        assertThat(operator.reality().row(URL)).isPresent();
      }
    }
  }

  @Test
  void twoEntriesForOneServerAreNotBothUsed() {
    try (var operator = RunningOperator.start(client, Engine.MariaDB, namespace)) {
      servers(operator, Engine.MariaDB, Engine.MariaDB, "");

      operator.awaitPlatform(ConditionType.DatabaseServersReady, "DuplicateDatabaseServer");
      var status = operator.awaitPlatform(ConditionType.RegistryReady, "Ready");
      assertThat(second(status).ready()).isFalse();
      assertThat(second(status).message()).contains("server first");
      var tenant =
          client.resource(Manifests.tenant(namespace, "hugo", "hugo.example.edu")).create();
      assertThat(
              requireNonNull(
                      operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob").database())
                  .server())
          .isEqualTo("first");
    }
  }

  private MoodlePlatform platform(RunningOperator operator) {
    return client.resource(operator.platform()).get();
  }

  private void servers(RunningOperator operator, Engine first, Engine second, String further) {
    client.resource(Manifests.with(operator.platform(), servers(first, second, further))).create();
  }

  private void accept(RunningOperator operator, Engine first, Engine second, String identity) {
    Edits.merge(
        client,
        operator.platform(),
        servers(first, second, ", \"acceptIdentity\": \"%s\"".formatted(identity)));
  }

  private static String servers(Engine first, Engine second, String further) {
    return "{\"spec\": {\"databaseServers\": [%s, %s]}}"
        .formatted(
            Manifests.databaseServer("first", first, Engines.lab(first).port(), ""),
            // By another name of this machine: entries with the same host are refused at once.
            Manifests.databaseServer("second", second, Engines.lab(second).port(), further)
                .replace("127.0.0.1", "localhost"));
  }

  private void acceptFirst(RunningOperator operator, Engine engine, String identity) {
    Edits.merge(
        client,
        operator.platform(),
        "{\"spec\": {\"databaseServers\": [%s]}}"
            .formatted(
                Manifests.databaseServer(
                    "first",
                    engine,
                    Engines.lab(engine).port(),
                    ", \"acceptIdentity\": \"%s\"".formatted(identity))));
  }

  /** As after a restore from a backup, which has no status. */
  private void loseStatus(RunningOperator operator) {
    client
        .resource(operator.platform())
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": null}");
  }

  /** As if the server were a fresh one on which only the main Moodle was restored. */
  private static void loseLedger(RunningOperator operator) throws SQLException {
    var ours =
        "(SELECT id FROM vmoodle_operator.platform WHERE database_name = '%s')"
            .formatted(operator.registry());
    operator
        .reality()
        .execute(
            "DELETE FROM vmoodle_operator.claim WHERE platform_id IN " + ours,
            "DELETE FROM vmoodle_operator.tenant WHERE platform_id IN " + ours,
            "DELETE FROM vmoodle_operator.server WHERE platform_id IN " + ours,
            "DELETE FROM vmoodle_operator.leader WHERE platform_id IN " + ours,
            "DELETE FROM vmoodle_operator.platform WHERE database_name = '%s'"
                .formatted(operator.registry()));
  }

  /** Waits until the platform says of its servers what contains this, and returns it. */
  private String says(RunningOperator operator, String expected) {
    return await("message with " + expected)
        .atMost(RunningOperator.PATIENCE)
        .until(
            () ->
                platform(operator).getStatus() == null
                    ? ""
                    : platform(operator).getStatus().conditions().stream()
                        .filter(it -> it.getType().equals("DatabaseServersReady"))
                        .filter(it -> it.getReason().equals("IdentityChanged"))
                        .map(Condition::getMessage)
                        .findFirst()
                        .orElse(""),
            message -> message.contains(expected));
  }

  private static DatabaseServerStatus second(PlatformStatus status) {
    return status.databaseServers().get(1);
  }
}
