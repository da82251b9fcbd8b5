package io.vmoodle.operator.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the PHP code of one tenant can do with the login in its row. */
@ExtendWith(ClusterExtension.class)
class TenantLoginAttackIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void reachesNothingButItsOwnDatabase(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    try (var attack = Attack.on(client, engine, home.name())) {
      for (var name : List.of("evil", "victim")) {
        var tenant = attack.tenant(home.name(), name, "host: %s.example.edu".formatted(name));
        attack.message(tenant, ConditionType.Ready, "WaitingForJob");
      }
      var evil = attack.idOf("evil");
      var victim = attack.idOf("victim");
      var row = attack.row("https://evil.example.edu");
      var login = row.getOrDefault("vdblogin", "");
      var password = row.getOrDefault("vdbpass", "");
      var neighbours =
          List.of("vmx%s_1".formatted(evil), "vm_%sx1".formatted(evil), "vm_%s_11".formatted(evil));
      for (var neighbour : neighbours) {
        stranger(attack, neighbour);
      }
      var forbidden = new ArrayList<>(neighbours);
      forbidden.addAll(
          List.of(
              attack.operator().registry(),
              "vm_%s_1".formatted(victim),
              engine == Engine.MariaDB ? "vmoodle_operator" : "postgres"));

      for (var database : forbidden) {
        assertThatThrownBy(() -> attack.lab().connect(database, login, password))
            .as(database)
            .isInstanceOf(SQLException.class);
      }
      try (var own = attack.lab().connect(row.getOrDefault("vdbname", ""), login, password);
          var statement = own.createStatement()) {
        statement.execute("CREATE TABLE mdl_config (id INT)");
        for (var sql : crossReads(attack, engine, victim)) {
          assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
        }
      }
      assertThat(attack.rows()).hasSize(2);
    }
  }

  private static List<String> crossReads(Attack attack, Engine engine, String victim) {
    return switch (engine) {
      case MariaDB ->
          List.of(
              "SELECT vdbpass FROM %s.mdl_local_vmoodle".formatted(attack.operator().registry()),
              "UPDATE %s.mdl_local_vmoodle SET vdbname = 'x'"
                  .formatted(attack.operator().registry()),
              "SELECT * FROM vmoodle_operator.tenant",
              "DELETE FROM vmoodle_operator.claim",
              "CREATE TABLE vm_%s_1.x (id INT)".formatted(victim),
              "DROP DATABASE vm_%s_1".formatted(victim),
              "CREATE DATABASE vm_aaaaaaaaaa_1");
      case PostgreSQL ->
          List.of(
              "SELECT * FROM vmoodle_operator.tenant",
              "SELECT * FROM mdl_local_vmoodle",
              "CREATE EXTENSION dblink",
              "SET ROLE vm_" + victim,
              "DROP DATABASE vm_%s_1".formatted(victim),
              "CREATE DATABASE vm_aaaaaaaaaa_1");
    };
  }

  /** Of somebody who, on PostgreSQL, did what everybody should. */
  private static void stranger(Attack attack, String database) throws SQLException {
    attack.lab().execute("", "CREATE DATABASE " + database);
    if (attack.engine() == Engine.PostgreSQL) {
      attack.lab().execute("", "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(database));
    }
  }
}
