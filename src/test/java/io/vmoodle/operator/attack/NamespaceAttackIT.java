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
import io.vmoodle.operator.harness.Manifests;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tenants of namespaces other than the platform's. */
@ExtendWith(ClusterExtension.class)
class NamespaceAttackIT {
  private static final String ALL_BELOW_EXAMPLE_EDU =
      """
      {"tenants": {"namespaces": {"from": "All", "selector": null},
                   "hosts": [{"suffix": ".example.edu"}]}}
      """;

  @Test
  void isATenantOnlyAsLongAsThePlatformSaysSo(
      KubernetesClient client, @Fresh TestNamespace home, @Fresh TestNamespace other)
      throws SQLException {
    try (var attack = Attack.on(client, Engine.MariaDB, home.name(), other.name())) {
      var tenant = attack.tenant(other.name(), "hugo", "host: hugo.example.edu");
      assertThat(attack.refusal(tenant, "NamespaceNotAllowed")).contains(other.name());

      attack.platform(
          """
          {"tenants": {"namespaces": {"from": "Selector",
                                      "selector": {"matchLabels": {"moodle": "welcome"}}},
                       "hosts": [{"suffix": ".example.edu"}]}}
          """);
      assertThat(attack.refusal(tenant, "NamespaceNotAllowed")).isNotEmpty();
      assertThat(attack.rows()).isEmpty();

      label(client, other, "welcome");
      attack.message(tenant, ConditionType.Ready, "WaitingForJob");
      assertThat(attack.rows()).hasSize(1);

      label(client, other, "banned");
      attack.refusal(tenant, "NamespaceNotAllowed");
      assertThat(attack.rows()).as("what it has stays").hasSize(1);

      attack.platform(ALL_BELOW_EXAMPLE_EDU);
      attack.message(tenant, ConditionType.Ready, "WaitingForJob");
    }
  }

  @Test
  void claimsOnlyHostsThatItWasGranted(
      KubernetesClient client, @Fresh TestNamespace home, @Fresh TestNamespace other)
      throws SQLException {
    try (var attack = Attack.on(client, Engine.MariaDB, home.name(), other.name())) {
      attack.platform(ALL_BELOW_EXAMPLE_EDU);
      var refused =
          List.of(
              "evil-example.edu",
              "evilexample.edu",
              "example.edu",
              "hugo.example.edu.evil.org",
              "hugo.example.com");
      for (int i = 0; i < refused.size(); i++) {
        var tenant = attack.tenant(other.name(), "evil-" + i, "host: " + refused.get(i));
        assertThat(attack.refusal(tenant, "HostNotGranted")).contains(refused.get(i));
      }
      var main = attack.tenant(other.name(), "main", "host: moodle.example.edu");
      assertThat(attack.refusal(main, "AddressReserved")).contains("main Moodle");
      var mainAtHome = attack.tenant(home.name(), "main", "host: moodle.example.edu");
      assertThat(attack.refusal(mainAtHome, "AddressReserved")).contains("main Moodle");
      assertThat(attack.rows()).isEmpty();

      var deep = attack.tenant(other.name(), "deep", "host: a.b.example.edu");
      attack.message(deep, ConditionType.Ready, "WaitingForJob");

      attack.platform(
          """
          {"tenants": {"hosts": [{"suffix": ".example.edu",
                                  "namespaceSelector": {"matchLabels": {"moodle": "welcome"}}}]}}
          """);
      var late = attack.tenant(other.name(), "late", "host: late.example.edu");
      attack.refusal(late, "HostNotGranted");
      label(client, other, "welcome");
      attack.message(late, ConditionType.Ready, "WaitingForJob");
    }
  }

  @Test
  void doesNotLearnWhoHasTheAddressThatItWants(
      KubernetesClient client, @Fresh TestNamespace home, @Fresh TestNamespace other) {
    try (var attack = Attack.on(client, Engine.MariaDB, home.name(), other.name())) {
      attack.platform(ALL_BELOW_EXAMPLE_EDU);
      var holder = attack.tenant(home.name(), "the-holder", "host: hugo.example.edu");
      attack.message(holder, ConditionType.Ready, "WaitingForJob");

      var neighbour = attack.tenant(home.name(), "neighbour", "host: hugo.example.edu");
      assertThat(attack.refusal(neighbour, "AddressConflict")).contains("the-holder");
      var stranger = attack.tenant(other.name(), "stranger", "host: hugo.example.edu");
      assertThat(attack.refusal(stranger, "AddressConflict"))
          .contains("https://hugo.example.edu")
          .doesNotContain("the-holder");
      assertThat(Leaks.objects(client, List.of(other.name())))
          .isNotEmpty()
          .noneMatch(object -> object.contains("the-holder"));

      for (var before : List.of(neighbour, holder)) {
        client.resource(before).delete();
        attack.operator().awaitGone(before);
      }
      attack.message(stranger, ConditionType.Ready, "WaitingForJob");
    }
  }

  @Test
  void doesNotLearnWhatAilsAPlatform(
      KubernetesClient client, @Fresh TestNamespace home, @Fresh TestNamespace other) {
    try (var attack = Attack.on(client, Engine.MariaDB, home.name(), other.name())) {
      client.secrets().inNamespace(home.name()).withName("admin").delete();
      var atHome = attack.tenant(home.name(), "ours", "host: ours.example.edu");
      var stranger = attack.tenant(other.name(), "stranger", "host: hugo.example.edu");

      assertThat(attack.message(atHome, ConditionType.Ready, "PlatformNotReady"))
          .contains("no Secret admin");
      assertThat(attack.message(stranger, ConditionType.Ready, "PlatformNotReady"))
          .doesNotContain("admin", "127.0.0.1", home.name());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: Hugo.example.edu",
        "host: MOODLE.EXAMPLE.EDU",
        "host: hugo.example.edu.",
        "host: '*.example.edu'",
        "host: \"hugo.example.edu'; DROP TABLE x; --\"",
        "host: 'hugo.example.edu:8080'",
        "subPath: admin",
        "subPath: a/b",
        "subPath: '..'"
      })
  void getsNoCraftedAddressPastTheApiServer(
      String address, KubernetesClient client, TestNamespace namespace) {
    var manifest = Manifests.existing(namespace.name(), "crafted", address, "db", "secret");

    assertThatThrownBy(() -> client.resource(manifest).create())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.address");
  }

  @Test
  void getsNoSubPathWhereThePlatformAllowsNone(KubernetesClient client, @Fresh TestNamespace home)
      throws SQLException {
    try (var attack = Attack.on(client, Engine.MariaDB, home.name())) {
      attack.platform("{\"tenants\": {\"allowSubPaths\": false}}");

      var tenant = attack.tenant(home.name(), "hugo", "subPath: hugo");

      attack.refusal(tenant, "SubPathsNotAllowed");
      assertThat(attack.rows()).isEmpty();
    }
  }

  private static void label(KubernetesClient client, TestNamespace namespace, String value) {
    client
        .namespaces()
        .withName(namespace.name())
        .edit(
            found -> {
              found.getMetadata().getLabels().put("moodle", value);
              return found;
            });
  }
}
