package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.StoredRoutes;
import io.vmoodle.operator.harness.StoredSecret;
import io.vmoodle.operator.harness.Story;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stored objects, logins and passwords that somebody changed or removed by hand. */
@ExtendWith(ClusterExtension.class)
class ChildDriftIT {
  private static final String HUGO = "https://hugo.example.edu";

  private final KubernetesClient client;
  private String namespace = "";

  ChildDriftIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @Test
  void editedAndDeletedRoutesAreRestored() throws Exception {
    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, namespace)) {
      var onHost =
          ExistingMoodles.adopt(client, Engine.MariaDB, namespace, "a", "host: a.example.edu");
      var onPath = ExistingMoodles.adopt(client, Engine.MariaDB, namespace, "b", "subPath: b");
      var own = "vm-" + operator.awaitReady(onHost).tenantId();
      operator.awaitReady(onPath);
      var routes = new StoredRoutes(client, namespace);
      var pathsOfHost = routes.paths(own);
      var pathsOfMain = routes.paths("academie-main");

      for (var name : new String[] {own, "academie-main"}) {
        Edits.merge(
            client,
            routes.find(name).orElseThrow(),
            """
            {"spec": {"rules": [{"host": "evil.example.com", "http": {"paths": [
              {"path": "/", "pathType": "Prefix",
               "backend": {"service": {"name": "evil", "port": {"number": 1}}}}]}}]}}
            """);
      }
      await()
          .atMost(RunningOperator.PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(routes.paths(own)).isEqualTo(pathsOfHost);
                assertThat(routes.paths("academie-main")).isEqualTo(pathsOfMain);
              });

      for (var name : new String[] {own, "academie-main"}) {
        client.resource(routes.find(name).orElseThrow()).delete();
      }
      client.configMaps().inNamespace(namespace).withName("academie-subpaths").delete();
      client.services().inNamespace(namespace).withName("academie-unavailable").delete();
      await()
          .atMost(RunningOperator.PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(routes.paths(own)).isEqualTo(pathsOfHost);
                assertThat(routes.paths("academie-main")).isEqualTo(pathsOfMain);
                assertThat(
                        client
                            .configMaps()
                            .inNamespace(namespace)
                            .withName("academie-subpaths")
                            .get())
                    .isNotNull();
                assertThat(
                        client
                            .services()
                            .inNamespace(namespace)
                            .withName("academie-unavailable")
                            .get())
                    .isNotNull();
              });
      operator.awaitReady(onHost);
      operator.awaitReady(onPath);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aDeletedSecretComesBackWithThePasswordThatMoodleUses(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var id = installed(operator);
      var before = StoredSecret.of(client, namespace, id).orElseThrow();

      client.secrets().inNamespace(namespace).withName(StoredSecret.name(id)).delete();

      await()
          .atMost(RunningOperator.PATIENCE)
          .until(() -> StoredSecret.of(client, namespace, id).isPresent());
      assertThat(StoredSecret.of(client, namespace, id)).contains(before);
      works(operator, id);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anEditedPasswordBecomesThatOfTheOtherLoginAndTheRow(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var id = installed(operator);
      var before = StoredSecret.of(client, namespace, id).orElseThrow();
      var secret = client.secrets().inNamespace(namespace).withName(StoredSecret.name(id)).get();

      Edits.merge(client, secret, "{\"stringData\": {\"password\": \"by-hand-Secret-1\"}}");

      await()
          .atMost(RunningOperator.PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(operator.reality().row(HUGO).orElseThrow())
                    .containsEntry("vdbpass", "by-hand-Secret-1");
                works(operator, id);
              });
      operator.reality().pretendRotatedLongAgo(id);
      await()
          .atMost(RunningOperator.PATIENCE)
          .until(
              () ->
                  !operator
                      .reality()
                      .canWork("vm_" + id + "_1", before.username(), before.password()));
      assertThat(Story.messages(client, tenant(), "DriftCorrected"))
          .as("the Secret is the wish")
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anEditedUserNameIsPutRight(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var id = installed(operator);
      var before = StoredSecret.of(client, namespace, id).orElseThrow();
      var secret = client.secrets().inNamespace(namespace).withName(StoredSecret.name(id)).get();

      Edits.merge(client, secret, "{\"stringData\": {\"username\": \"somebody\"}}");

      await()
          .atMost(RunningOperator.PATIENCE)
          .untilAsserted(() -> assertThat(StoredSecret.of(client, namespace, id)).contains(before));
      works(operator, id);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aSecretThatLacksAKeySaysSoAndIsMadeAgainOnceDeleted(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var id = installed(operator);
      var secret = client.secrets().inNamespace(namespace).withName(StoredSecret.name(id));

      Edits.merge(client, secret.get(), "{\"data\": {\"password\": null}}");
      operator.awaitReason(tenant(), ConditionType.DatabaseReady, "SecretKeyMissing");

      secret.delete();
      operator.awaitReady(tenant());
      works(operator, id);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aLoginThatWasLockedOrDroppedWorksAgain(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var id = installed(operator);
      var login = "vm_" + id + "_a";
      var lab = Engines.lab(engine);

      switch (engine) {
        case MariaDB -> lab.execute("", "ALTER USER '%s'@'%%' ACCOUNT LOCK".formatted(login));
        case PostgreSQL -> lab.execute("", "ALTER ROLE %s NOLOGIN".formatted(login));
      }
      await().atMost(RunningOperator.PATIENCE).untilAsserted(() -> works(operator, id));

      switch (engine) {
        case MariaDB -> lab.execute("", "DROP USER '%s'@'%%'".formatted(login));
        case PostgreSQL ->
            lab.execute(
                "vm_" + id + "_1",
                "DROP OWNED BY %s".formatted(login),
                "DROP ROLE %s".formatted(login));
      }
      await().atMost(RunningOperator.PATIENCE).untilAsserted(() -> works(operator, id));
      operator.awaitReady(tenant());
    }
  }

  private VirtualMoodle tenant() {
    return client.resource(Manifests.tenant(namespace, "hugo", "hugo.example.edu")).get();
  }

  private String installed(RunningOperator operator) throws SQLException {
    return operator.idOf(
        operator.installed(Manifests.tenant(namespace, "hugo", "hugo.example.edu")));
  }

  private void works(RunningOperator operator, String id) {
    var secret = StoredSecret.of(client, namespace, id).orElseThrow();
    assertThat(operator.reality().canWork("vm_" + id + "_1", secret.username(), secret.password()))
        .isTrue();
  }
}
