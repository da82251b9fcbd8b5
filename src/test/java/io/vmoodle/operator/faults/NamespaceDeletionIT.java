package io.vmoodle.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.PlayedKubelet;
import io.vmoodle.operator.harness.RunningOperator;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Namespaces that are deleted with what is in them. The namespace's controller deletes everything
 * at once, and nothing can be created there any more.
 */
@ExtendWith(ClusterExtension.class)
class NamespaceDeletionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KubernetesClient client;
  private String home = "";
  private String schools = "";

  NamespaceDeletionIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeNamespaces(@Fresh TestNamespace first, @Fresh TestNamespace second) {
    home = first.name();
    schools = second.name();
  }

  @Test
  void tenantsGoAsTheirPolicySaysAndThePlatformTellsOfIt() throws Exception {
    try (var operator = start(Engine.MariaDB)) {
      var hugo = operator.installed(tenant(schools));
      var zola = client.resource(existing(operator)).create();
      operator.awaitReady(zola);

      delete(schools);

      awaitGone(schools);
      assertThat(operator.reality().rows()).isEmpty();
      assertThat(operator.reality().databases("vm_" + id(hugo))).isEmpty();
      awaitEvent(home, "DataDeleted", schools + "/hugo");
      assertThat(operator.reality().databases(ExistingMoodles.databaseOf(zola))).hasSize(1);
    }
  }

  @Test
  void aPlatformThatGoesWithItsTenantsLeavesAllDataAndSaysSo() throws Exception {
    try (var operator = start(Engine.PostgreSQL)) {
      var hugo = operator.installed(tenant(home));

      delete(home);

      awaitGone(home);
      assertThat(operator.reality().databases("vm_" + id(hugo))).hasSize(1);
      awaitEvent("default", "DataRetained", "vm_" + id(hugo) + "_1");
    }
  }

  @Test
  void tenantsElsewhereHoldTheirPlatformsNamespaceUntilTheyGo() throws Exception {
    try (var operator = start(Engine.MariaDB)) {
      var hugo = operator.installed(tenant(schools));

      delete(home);
      operator.awaitPlatform(ConditionType.Ready, "TenantsExist");
      client.resource(hugo).delete();

      operator.awaitGone(hugo);
      awaitGone(home);
      assertThat(operator.reality().databases("vm_" + id(hugo))).hasSize(1);
      awaitEvent(schools, "DataRetained", "vm_" + id(hugo) + "_1");
    }
  }

  @Test
  void platformTenantsAndSecretMayBeDeletedInAnyOrder() throws Exception {
    try (var operator = start(Engine.PostgreSQL)) {
      var hugo = operator.installed(tenant(home));

      client.resource(Manifests.adminSecret(home)).delete();
      operator.awaitPlatform(ConditionType.Ready, "RegistryUnavailable");
      client.resource(operator.platform()).delete();
      client.resource(hugo).delete();

      operator.awaitGone(hugo);
      operator.awaitPlatformGone();
      awaitEvent(home, "DataRetained", "Secret admin");

      client.resource(Manifests.adminSecret(home)).create();
      client.resource(operator.platform()).create();
      var again = client.resource(tenant(home)).create();
      assertThat(operator.awaitReady(again).tenantId()).isEqualTo(id(hugo));
    }
  }

  private RunningOperator start(Engine engine) {
    var operator = RunningOperator.start(client, engine, home, schools);
    client
        .resource(
            Manifests.with(
                operator.platform(),
                """
                {"spec": {"tenants": {
                  "namespaces": {"from": "All"}, "hosts": [{"suffix": ".example.edu"}]}}}
                """))
        .create();
    return operator;
  }

  private VirtualMoodle tenant(String namespace) {
    return Manifests.with(
        Manifests.tenant(namespace, "hugo", "hugo.example.edu"),
        "{\"spec\": {\"deletionPolicy\": \"Delete\", \"platformRef\": {\"namespace\": \"%s\"}}}"
            .formatted(home));
  }

  private VirtualMoodle existing(RunningOperator operator) throws SQLException {
    var database = ExistingMoodles.create(operator.reality().engine());
    client.resource(ExistingMoodles.secret(schools, "zola", database)).create();
    return Manifests.with(
        Manifests.existing(schools, "zola", "host: zola.example.edu", database, "zola"),
        "{\"spec\": {\"platformRef\": {\"namespace\": \"%s\"}}}".formatted(home));
  }

  private void delete(String namespace) {
    client.namespaces().withName(namespace).delete();
  }

  private void awaitGone(String namespace) {
    var kubelet = new PlayedKubelet(client, home);
    await(namespace)
        .atMost(PATIENCE)
        .until(
            () -> {
              kubelet.emptyTrash();
              return client.namespaces().withName(namespace).get() == null;
            });
  }

  private void awaitEvent(String namespace, String reason, String... words) {
    await("Event " + reason)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(client.v1().events().inNamespace(namespace).list().getItems())
                    .filteredOn(event -> event.getReason().equals(reason))
                    .extracting(Event::getMessage)
                    .anySatisfy(message -> assertThat(message).contains(List.of(words))));
  }

  private static String id(VirtualMoodle tenant) {
    return String.valueOf(tenant.getStatus().tenantId());
  }
}
