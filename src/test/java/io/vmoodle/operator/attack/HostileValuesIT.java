package io.vmoodle.operator.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
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
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that would do something where they are not bound or quoted. */
@ExtendWith(ClusterExtension.class)
class HostileValuesIT {
  private static final List<String> HOSTILE =
      List.of(
          "Robert'); DROP TABLE mdl_local_vmoodle; --",
          "\\'; DELETE FROM mdl_local_vmoodle; #",
          "\"double\" 'single' `back` \\ ; % _ ? $1 :x {0} ${jndi:ldap://x} <?php phpinfo();",
          "Lycée Ζεύς 学校 مدرسة 🏫 e\u0301",
          "%s%n%d {} {0,number}",
          "\u00e9".repeat(254));

  @ParameterizedTest
  @EnumSource(Engine.class)
  void namesAreStoredAsTheyAreAndDoNothing(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    try (var attack = Attack.on(client, engine, home.name())) {
      for (int i = 0; i < HOSTILE.size(); i++) {
        attack.tenant(
            home.name(),
            "hostile-" + i,
            "host: hostile-%d.example.edu".formatted(i),
            "site: {fullName: %s, shortName: %s, description: %s}"
                .formatted(
                    quoted(HOSTILE.get(i)),
                    "s".repeat(80),
                    quoted((HOSTILE.get(i) + "\\n\\t").repeat(10))));
      }
      for (int i = 0; i < HOSTILE.size(); i++) {
        var tenant = client.resources(VirtualMoodle.class).inNamespace(home.name());
        attack.message(
            tenant.withName("hostile-" + i).require(), ConditionType.Ready, "WaitingForJob");
        assertThat(attack.row("https://hostile-%d.example.edu".formatted(i)))
            .containsEntry("name", HOSTILE.get(i))
            .containsEntry("shortname", "s".repeat(80))
            .containsEntry("description", (HOSTILE.get(i) + "\\n\\t").repeat(10));
      }
      assertThat(attack.rows()).hasSize(HOSTILE.size());
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void credentialsAreStoredAsTheyAre(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    var password = "a'b\"c\\d;e`f$g%h_i?j--k#l é{}";
    var database = Attack.unique("ex_");
    ExistingMoodles.create(engine, database);
    try (var leaks = Leaks.listen();
        var attack = Attack.on(client, engine, home.name())) {
      attack.lab().execute("", setPassword(engine, database, password));
      secret(client, home, database, password);
      var tenant = existing(attack, database);

      attack.operator().awaitReady(tenant);

      assertThat(attack.row("https://old.example.edu"))
          .containsEntry("vdbpass", password)
          .containsEntry("vdblogin", database);
      leaks.assertNowhere(client, List.of(home.name()), List.of(password));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aPasswordThatDoesNotFitIsNamedByItsColumnOnly(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    var password = "a-Secret-of-more-than-32-characters-1";
    var database = Attack.unique("ex_");
    ExistingMoodles.create(engine, database);
    try (var leaks = Leaks.listen();
        var attack = Attack.on(client, engine, home.name())) {
      attack.lab().execute("", setPassword(engine, database, password));
      secret(client, home, database, password);
      var tenant = existing(attack, database);

      assertThat(attack.message(tenant, ConditionType.Registered, "RegistryValueTooLong"))
          .contains("vdbpass", "32")
          .doesNotContain(password);
      assertThat(attack.rows()).isEmpty();

      attack.lab().execute("", setPassword(engine, database, "short-Secret-1"));
      secret(client, home, database, "short-Secret-1");
      attack.operator().awaitReady(tenant);
      leaks.assertNowhere(client, List.of(home.name()), List.of(password, "short-Secret-1"));
    }
  }

  private static VirtualMoodle existing(Attack attack, String database) {
    return attack.existing(
        attack.home(),
        "old",
        "old.example.edu",
        "database: %s, dataDir: /old/%s, credentialsSecretRef: {name: login}"
            .formatted(database, database));
  }

  private static void secret(
      KubernetesClient client, TestNamespace home, String username, String password) {
    client.secrets().inNamespace(home.name()).withName("login").delete();
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(home.name())
                .withName("login")
                .addToLabels("vmoodle.io/tenant-secret", "true")
                .endMetadata()
                .withStringData(Map.of("username", username, "password", password))
                .build())
        .create();
  }

  private static String setPassword(Engine engine, String login, String password) {
    return switch (engine) {
      case MariaDB ->
          "SET PASSWORD FOR '%s'@'%%' = PASSWORD('%s')"
              .formatted(login, password.replace("\\", "\\\\").replace("'", "''"));
      case PostgreSQL ->
          "ALTER ROLE %s PASSWORD '%s'".formatted(login, password.replace("'", "''"));
    };
  }

  /** As a YAML string in single quotes. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
