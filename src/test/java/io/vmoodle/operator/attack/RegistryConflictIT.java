package io.vmoodle.operator.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.ExistingMoodles;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of the registry that are somebody else's. */
@ExtendWith(ClusterExtension.class)
class RegistryConflictIT {
  private static final String URL = "https://hugo.example.edu";

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRowThatWasThereFirstIsLeftAloneUntilItGoes(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    try (var attack = Attack.on(client, engine, home.name())) {
      attack.strangersRow("HTTPS://Hugo.example.edu", "theirs", "{}");
      var before = attack.rows();
      var tenant = attack.tenant(home.name(), "hugo", "host: hugo.example.edu");

      assertThat(attack.refusal(tenant, "RegistryRowConflict")).contains(URL);
      assertThat(attack.rows()).isEqualTo(before);

      attack.byHand("DELETE FROM mdl_local_vmoodle");
      attack.message(tenant, ConditionType.Ready, "WaitingForJob");
      assertThat(attack.rows()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRowThatAppearsAfterTheClaimIsLeftAloneToo(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    try (var attack = Attack.on(client, engine, home.name())) {
      attack.after("Claim", "hugo", () -> attack.strangersRow(URL, "theirs", "{}"));
      var tenant = attack.tenant(home.name(), "hugo", "host: hugo.example.edu");
      attack.message(tenant, ConditionType.Registered, "RegistryRowConflict");
      var before = attack.rows();
      assertThat(before).hasSize(1);

      client.resource(tenant).delete();
      attack.operator().awaitGone(tenant);
      assertThat(attack.rows()).as("deleting the tenant").isEqualTo(before);

      var again = attack.tenant(home.name(), "hugo", "host: hugo.example.edu");
      attack.message(again, ConditionType.Registered, "RegistryRowConflict");
      attack.byHand("DELETE FROM mdl_local_vmoodle");
      attack.message(again, ConditionType.Ready, "WaitingForJob");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRowInThePlaceOfALostOneIsLeftAlone(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    try (var attack = Attack.on(client, engine, home.name())) {
      var tenant = attack.tenant(home.name(), "hugo", "host: hugo.example.edu");
      attack.message(tenant, ConditionType.Ready, "WaitingForJob");
      attack.platform("{\"drift\": \"Report\"}");
      attack.byHand("DELETE FROM mdl_local_vmoodle");
      attack.message(tenant, ConditionType.Registered, "DriftDetected");
      attack.strangersRow(URL, "theirs", "");
      var before = attack.rows();
      attack.platform("{\"drift\": \"Correct\"}");

      attack.message(tenant, ConditionType.Registered, "RegistryRowConflict");
      assertThat(attack.rows()).isEqualTo(before);

      client.resource(tenant).delete();
      attack.operator().awaitGone(tenant);
      assertThat(attack.rows()).as("deleting the tenant").isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void onlyTheRowOfTheSameDatabaseIsAdopted(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    var database = Attack.unique("ex_");
    ExistingMoodles.create(engine, database);
    try (var attack = Attack.on(client, engine, home.name())) {
      client.resource(ExistingMoodles.secret(home.name(), "login", database)).create();
      for (var metadata : List.of("{}", "{\"vmoodle.io/tenant-id\": \"abcdefghij\"}")) {
        attack.strangersRow(URL, metadata.equals("{}") ? "theirs" : database, metadata);
        var before = attack.rows();
        var tenant = adopted(attack, database);

        attack.refusal(tenant, "RegistryRowConflict");
        assertThat(attack.rows()).isEqualTo(before);
        client.resource(tenant).delete();
        attack.operator().awaitGone(tenant);
        assertThat(attack.rows()).isEqualTo(before);
        attack.byHand("DELETE FROM mdl_local_vmoodle");
      }
      attack.strangersRow(URL, database, "{\"theirs\": 1}");
      var row = attack.row(URL);

      attack.operator().awaitReady(adopted(attack, database));

      assertThat(attack.row(URL))
          .containsEntry("id", row.get("id"))
          .containsEntry("vdbpass", ExistingMoodles.PASSWORD)
          .extractingByKey("metadata")
          .asString()
          .contains("\"theirs\":1");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRowThatWasNotAdoptedYetOutlivesItsTenant(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    var database = Attack.unique("ex_");
    ExistingMoodles.create(engine, database);
    try (var attack = Attack.on(client, engine, home.name())) {
      attack.strangersRow(URL, database, "");
      var before = attack.rows();
      var tenant = adopted(attack, database);
      attack.message(tenant, ConditionType.Ready, "SecretNotFound");

      client.resource(tenant).delete();
      attack.operator().awaitGone(tenant);

      assertThat(attack.rows()).isEqualTo(before);
    }
  }

  /** MariaDB's usual collation makes no difference between them, and so the plugin does not. */
  @Test
  void aHostThatOnlyMariaDbTakesForTheSameIsAConflict(
      KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    try (var attack = Attack.on(client, Engine.MariaDB, home.name())) {
      attack.strangersRow("https://hugó.example.edu", "theirs", "");
      var before = attack.rows();
      var tenant = attack.tenant(home.name(), "hugo", "host: hugo.example.edu");

      attack.message(tenant, ConditionType.Registered, "RegistryRowConflict");

      assertThat(attack.rows()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aDatabaseOfAGeneratedNameThatIsNotOursIsLeftAlone(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    try (var attack = Attack.on(client, engine, home.name())) {
      attack.after(
          "Claim",
          "hugo",
          () -> attack.lab().execute("", "CREATE DATABASE vm_%s_1".formatted(attack.idOf("hugo"))));
      var tenant =
          attack.tenant(home.name(), "hugo", "host: hugo.example.edu", "deletionPolicy: Delete");
      attack.message(tenant, ConditionType.DatabaseReady, "DatabaseConflict");
      assertThat(attack.rows()).isEmpty();
      var database = "vm_%s_1".formatted(attack.idOf("hugo"));
      attack.lab().execute(database, "CREATE TABLE theirs (id INT)");

      client.resource(tenant).delete();
      attack.message(tenant, ConditionType.Ready, "DatabaseConflict");

      attack.lab().execute(database, "DROP TABLE theirs");
      attack.lab().execute("", "DROP DATABASE " + database);
      attack.operator().awaitGone(tenant);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aLoginOfAGeneratedNameThatIsNotOursIsLeftAlone(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    var create =
        switch (engine) {
          case MariaDB -> "CREATE USER vm_%s_a IDENTIFIED BY 'their-Secret-1'";
          case PostgreSQL -> "CREATE ROLE vm_%s_a LOGIN PASSWORD 'their-Secret-1'";
        };
    var drop = engine == Engine.MariaDB ? "DROP USER vm_%s_a" : "DROP ROLE vm_%s_a";
    try (var attack = Attack.on(client, engine, home.name())) {
      attack.after(
          "Claim", "hugo", () -> attack.lab().execute("", create.formatted(attack.idOf("hugo"))));
      var tenant = attack.tenant(home.name(), "hugo", "host: hugo.example.edu");

      attack.message(tenant, ConditionType.DatabaseReady, "LoginConflict");
      assertThat(attack.rows()).isEmpty();

      attack.lab().execute("", drop.formatted(attack.idOf("hugo")));
      attack.message(tenant, ConditionType.Ready, "WaitingForJob");
    }
  }

  private static VirtualMoodle adopted(Attack attack, String database) {
    return attack.existing(
        attack.home(),
        "hugo",
        "hugo.example.edu",
        "database: %s, dataDir: /old/%s, credentialsSecretRef: {name: login}"
            .formatted(database, database));
  }
}
