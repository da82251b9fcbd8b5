package io.vmoodle.operator.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.ExistingMoodles;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Secrets that are not there, not the tenant's, or wrong. */
@ExtendWith(ClusterExtension.class)
class SecretAttackIT {
  private static final String WRONG = "wrong-Secret-1";
  private static final String LATER = "later-Secret-1";

  @ParameterizedTest
  @EnumSource(Engine.class)
  void healsByItselfWhenASecretIsCorrected(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    var database = Attack.unique("ex_");
    ExistingMoodles.create(engine, database);
    try (var leaks = Leaks.listen();
        var attack = Attack.on(client, engine, home.name())) {
      var tenant =
          attack.existing(
              home.name(),
              "old",
              "old.example.edu",
              "database: %s, dataDir: /old/%s, credentialsSecretRef: {name: login}"
                  .formatted(database, database));
      assertThat(attack.message(tenant, ConditionType.Ready, "SecretNotFound")).contains("login");

      store(client, home, false, Map.of("username", database));
      assertThat(attack.message(tenant, ConditionType.Ready, "SecretNotLabelled"))
          .contains("vmoodle.io/tenant-secret");
      store(client, home, true, Map.of("username", database));
      assertThat(attack.message(tenant, ConditionType.Ready, "SecretKeyMissing"))
          .contains("password");
      store(client, home, true, Map.of("username", database, "password", WRONG));
      attack.message(tenant, ConditionType.Ready, "CredentialsRejected");
      assertThat(attack.rows()).isEmpty();
      store(client, home, true, Map.of("username", database, "password", ExistingMoodles.PASSWORD));
      attack.operator().awaitReady(tenant);
      assertThat(attack.row("https://old.example.edu"))
          .containsEntry("vdbpass", ExistingMoodles.PASSWORD);

      store(client, home, true, Map.of("username", database, "password", LATER));
      attack.describe(tenant, "with another password");
      attack.message(tenant, ConditionType.Ready, "CredentialsRejected");
      assertThat(attack.row("https://old.example.edu"))
          .as("a password that does not work is never given to a serving Moodle")
          .containsEntry("vdbpass", ExistingMoodles.PASSWORD);
      attack.lab().execute("", changePassword(engine, database));
      attack.operator().awaitReady(tenant);
      assertThat(attack.row("https://old.example.edu")).containsEntry("vdbpass", LATER);

      leaks.assertNowhere(
          client,
          List.of(home.name()),
          List.of(WRONG, LATER, ExistingMoodles.PASSWORD, DatabaseLab.ADMIN_PASSWORD));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void readsNoSecretThatDoesNotAllowIt(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    try (var leaks = Leaks.listen();
        var attack = Attack.on(client, engine, home.name())) {
      var victim = attack.tenant(home.name(), "victim", "host: victim.example.edu");
      attack.message(victim, ConditionType.Ready, "WaitingForJob");
      var victimsId = attack.idOf("victim");

      for (var secret : List.of("admin", "vm-%s-db".formatted(victimsId))) {
        var thief =
            attack.existing(
                home.name(),
                "thief-" + secret,
                secret + ".example.edu",
                "database: stolen-%s, dataDir: /stolen/%s, credentialsSecretRef: {name: %s}"
                    .formatted(secret, secret, secret));
        attack.message(thief, ConditionType.Ready, "SecretNotLabelled");
        client.resource(thief).delete();
        attack.operator().awaitGone(thief);
      }
      var admin =
          attack.tenant(
              home.name(),
              "admin",
              "host: admin.example.edu",
              "site: {fullName: A, shortName: a, admin: {username: admin, passwordSecretRef: {name: admin, key: password}}}");
      attack.message(admin, ConditionType.Installed, "SecretNotLabelled");

      leaks.assertNowhere(
          client,
          List.of(home.name()),
          List.of(
              DatabaseLab.ADMIN_PASSWORD,
              attack.databaseSecret(victimsId).getOrDefault("password", "")));
    }
  }

  private static String changePassword(Engine engine, String login) {
    return switch (engine) {
      case MariaDB -> "SET PASSWORD FOR '%s'@'%%' = PASSWORD('%s')".formatted(login, LATER);
      case PostgreSQL -> "ALTER ROLE %s PASSWORD '%s'".formatted(login, LATER);
    };
  }

  private static void store(
      KubernetesClient client, TestNamespace home, boolean labelled, Map<String, String> values) {
    client.secrets().inNamespace(home.name()).withName("login").delete();
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(home.name())
                .withName("login")
                .addToLabels("vmoodle.io/tenant-secret", String.valueOf(labelled))
                .endMetadata()
                .withStringData(values)
                .build())
        .create();
  }
}
