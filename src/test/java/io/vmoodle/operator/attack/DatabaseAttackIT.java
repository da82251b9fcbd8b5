package io.vmoodle.operator.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Existing Moodles that are not the tenant's to take over. */
@ExtendWith(ClusterExtension.class)
class DatabaseAttackIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void takesOverNoDatabaseOfSomebodyElse(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    try (var attack = Attack.on(client, engine, home.name())) {
      var owned = owner(attack, "owner");
      attack.operator().awaitReady(owned.tenant());
      var created = attack.tenant(home.name(), "created", "host: created.example.edu");
      attack.message(created, ConditionType.Ready, "WaitingForJob");
      var rows = attack.rows();

      var registry = attack.operator().registry();
      assertThat(refusal(attack, "registry", registry, "/a", "DatabaseReserved"))
          .contains(registry);
      refusal(attack, "loud-registry", registry.toUpperCase(Locale.ROOT), "/a", "DatabaseReserved");
      assertThat(refusal(attack, "same", owned.database(), "/a", "DatabaseClaimed"))
          .contains("owner");
      refusal(attack, "loud", owned.database().toUpperCase(Locale.ROOT), "/a", "DatabaseClaimed");
      var theirs = "vm_%s_1".formatted(attack.idOf("created"));
      refusal(attack, "created-ones", theirs, "/a", "DatabaseClaimed");

      assertThat(attack.rows()).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void takesOverNoFolderOfSomebodyElse(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    try (var attack = Attack.on(client, engine, home.name())) {
      var owned = owner(attack, "owner");
      attack.operator().awaitReady(owned.tenant());
      var created = attack.tenant(home.name(), "created", "host: created.example.edu");
      attack.message(created, ConditionType.Ready, "WaitingForJob");
      var folder = "/srv/moodledata/" + attack.idOf("created");

      refusal(attack, "same", "db", "/old/" + owned.database(), "DataDirClaimed");
      refusal(
          attack, "below", "db", "/old/%s/filedir".formatted(owned.database()), "DataDirClaimed");
      refusal(attack, "above", "db", "/old", "DataDirClaimed");
      refusal(attack, "created-ones", "db", folder, "DataDirClaimed");
      refusal(attack, "below-created", "db", folder + "/filedir", "DataDirClaimed");
      refusal(attack, "all", "db", "/srv/moodledata", "DataDirClaimed");
      refusal(attack, "everything", "db", "/srv", "DataDirClaimed");

      assertThat(attack.rows()).hasSize(2);
    }
  }

  @Test
  void isForbiddenUnlessThePlatformAllowsIt(
      KubernetesClient client, @Fresh TestNamespace home, @Fresh TestNamespace other)
      throws SQLException {
    try (var attack = Attack.on(client, Engine.MariaDB, home.name(), other.name())) {
      attack.platform(
          """
          {"tenants": {"adoption": "Forbidden", "namespaces": {"from": "All"},
                       "hosts": [{"suffix": ".example.edu"}]}}
          """);
      var atHome = existing(attack, home.name(), "ours", "ours_db", "/ours");
      attack.refusal(atHome, "AdoptionForbidden");
      var stranger = existing(attack, other.name(), "theirs", "theirs_db", "/theirs");
      attack.refusal(stranger, "AdoptionForbidden");

      attack.platform("{\"tenants\": {\"adoption\": \"PlatformNamespace\"}}");

      attack.message(atHome, ConditionType.Ready, "SecretNotFound");
      attack.refusal(stranger, "AdoptionForbidden");
      assertThat(attack.rows()).isEmpty();
    }
  }

  @Test
  void takesOverNoSystemDatabase(KubernetesClient client, TestNamespace namespace) {
    for (var database :
        List.of("mysql", "MySQL", "information_schema", "postgres", "vmoodle_operator")) {
      var manifest =
          Manifests.existing(
              namespace.name(), "system", "host: system.example.edu", database, "secret");

      assertThatThrownBy(() -> client.resource(manifest).create())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("must be a Moodle's database");
    }
  }

  private record Owned(VirtualMoodle tenant, String database) {}

  private static Owned owner(Attack attack, String name) throws SQLException {
    var database = Attack.unique("ex_");
    ExistingMoodles.create(attack.engine(), database);
    attack.client().resource(ExistingMoodles.secret(attack.home(), name, database)).create();
    var tenant =
        attack.existing(
            attack.home(),
            name,
            name + ".example.edu",
            "database: %s, dataDir: /old/%s, credentialsSecretRef: {name: %s}"
                .formatted(database, database, name));
    return new Owned(tenant, database);
  }

  private static VirtualMoodle existing(
      Attack attack, String namespace, String name, String database, String folder) {
    return attack.existing(
        namespace,
        name,
        name + ".example.edu",
        "database: %s, dataDir: %s, credentialsSecretRef: {name: none}"
            .formatted(database, folder));
  }

  private static String refusal(
      Attack attack, String name, String database, String folder, String reason) {
    return attack.refusal(existing(attack, attack.home(), name, database, folder), reason);
  }
}
