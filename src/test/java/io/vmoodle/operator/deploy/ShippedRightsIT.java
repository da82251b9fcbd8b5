package io.vmoodle.operator.deploy;

import static io.vmoodle.operator.harness.RunningOperator.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.GatewayApiDefinitions;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.OperatorConfig;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.StoredHttpRoutes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ClusterExtension.class)
@Isolated
class ShippedRightsIT {
  private static final String GATEWAY =
      "{\"spec\": {\"routing\": {\"type\": \"Gateway\", \"gateway\": {\"parentRefs\": [{\"name\": \"public\"}]}}}}";

  private final KubernetesClient client;
  private final Cluster cluster;

  ShippedRightsIT(KubernetesClient client, Cluster cluster) {
    this.client = client;
    this.cluster = cluster;
  }

  private static OperatorConfig config(String leaseNamespace, String... namespaces) {
    return new OperatorConfig(Set.of(namespaces), Duration.ofSeconds(1), 8, leaseNamespace);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  @DisabledIfSystemProperty(
      named = "cluster",
      matches = "current",
      disabledReason = "it would act on every platform of a cluster that others use")
  void theRightsEverywhereAreEnough(
      Engine engine, @Fresh TestNamespace home, @Fresh TestNamespace schools) throws SQLException {
    try (var rights = ShippedRights.everywhere(cluster, home.name());
        var operator =
            RunningOperator.withRights(
                rights.client(), config(home.name()), client, engine, schools.name())) {
      liveAndDie(operator, engine, schools.name(), "all");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theRightsInTheWatchedNamespacesAreEnough(
      Engine engine, @Fresh TestNamespace home, @Fresh TestNamespace schools) throws SQLException {
    try (var rights = ShippedRights.in(cluster, home.name(), schools.name());
        var operator =
            RunningOperator.withRights(
                rights.client(),
                config(home.name(), schools.name()),
                client,
                engine,
                schools.name())) {
      liveAndDie(operator, engine, schools.name(), "some");
    }
  }

  /** Everything that asks for rights: Secret, routes of both kinds, Events, and their removal. */
  private void liveAndDie(RunningOperator operator, Engine engine, String namespace, String prefix)
      throws SQLException {
    // The registry holds 16 characters of a login.
    var databases = prefix + "_" + engine.name().toLowerCase(Locale.ROOT).substring(0, 3);
    await("leadership").atMost(PATIENCE).until(operator::isLeader);
    var created = Manifests.tenant(namespace, "hugo", "hugo.example.edu");
    created = client.resource(created).create();
    var host = existing(engine, namespace, "host", "host: host.example.edu", databases + "_h");
    var path = existing(engine, namespace, "path", "subPath: path", databases + "_p");

    operator.awaitReason(created, ConditionType.Ready, "WaitingForJob");
    operator.awaitReady(host);
    operator.awaitReady(path);
    await("Event")
        .atMost(PATIENCE)
        .until(
            () ->
                client.v1().events().inNamespace(namespace).list().getItems().stream()
                    .anyMatch(event -> event.getInvolvedObject().getName().equals("host")));
    assertThat(client.network().v1().ingresses().inNamespace(namespace).list().getItems())
        .hasSizeGreaterThanOrEqualTo(2);

    operator.reality().pretendInstalled(operator.idOf(created));
    operator.awaitReady(created);
    Edits.annotate(client, created, "vmoodle.io/rotate-credentials", "now");
    await("the other login")
        .atMost(PATIENCE)
        .until(
            () ->
                operator
                    .reality()
                    .row("https://hugo.example.edu")
                    .map(row -> row.get("vdblogin"))
                    .filter(login -> login.endsWith("_b"))
                    .isPresent());
    operator.awaitReady(created);

    new GatewayApiDefinitions(client).install();
    Edits.merge(client, client.resource(operator.platform()).get(), GATEWAY);
    operator.awaitReason(host, ConditionType.Routed, "RouteNotAcknowledged");
    operator.awaitReason(path, ConditionType.Routed, "RouteNotAcknowledged");

    for (var tenant : List.of(created, host, path)) {
      client.resource(tenant).delete();
    }
    operator.awaitGone(created);
    operator.awaitGone(host);
    operator.awaitGone(path);
    var platform = client.resource(operator.platform());
    platform.delete();
    await("deletion of the platform").atMost(PATIENCE).until(() -> platform.get() == null);
    assertThat(client.network().v1().ingresses().inNamespace(namespace).list().getItems())
        .isEmpty();
    assertThat(new StoredHttpRoutes(client, namespace).names()).isEmpty();
    assertThat(operator.lostLeadership()).isEmpty();
  }

  private VirtualMoodle existing(
      Engine engine, String namespace, String name, String address, String database)
      throws SQLException {
    ExistingMoodles.create(engine, database);
    client
        .resource(ExistingMoodles.secret(namespace, database.replace('_', '-'), database))
        .create();
    return client
        .resource(
            Manifests.existing(namespace, name, address, database, database.replace('_', '-')))
        .create();
  }

  @Test
  void aRightThatIsMissingIsSaidInTheStatusAndUsedOnceItIsThere(
      @Fresh TestNamespace home, @Fresh TestNamespace schools) {
    try (var rights = ShippedRights.in(cluster, home.name(), schools.name())) {
      rights.changeVerbs("secrets", verbs -> verbs.remove("create"));
      try (var operator =
          RunningOperator.withRights(
              rights.client(),
              new OperatorConfig(Set.of(schools.name()), Duration.ofSeconds(1), 8, null),
              client,
              Engine.PostgreSQL,
              schools.name())) {
        var tenant =
            client.resource(Manifests.tenant(schools.name(), "hugo", "hugo.example.edu")).create();

        var status = operator.awaitReason(tenant, ConditionType.Ready, "InternalError");
        assertThat(RunningOperator.condition(status, ConditionType.Ready))
            .hasValueSatisfying(
                ready ->
                    assertThat(ready.getMessage())
                        .contains("cannot create resource \"secrets\"")
                        .contains("Grant the operator's ServiceAccount this right"));
        assertThat(RunningOperator.condition(status, ConditionType.Reconciling)).isPresent();

        rights.changeVerbs("secrets", verbs -> verbs.add("create"));
        operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
      }
    }
  }

  @Test
  void withoutRightsForHttpRoutesTenantsAreRoutedByIngresses(
      @Fresh TestNamespace home, @Fresh TestNamespace schools) throws SQLException {
    new GatewayApiDefinitions(client).install();
    try (var rights = ShippedRights.in(cluster, home.name(), schools.name())) {
      rights.changeVerbs("httproutes", verbs -> verbs.removeAll(List.of("list", "watch")));
      try (var operator =
          RunningOperator.withRights(
              rights.client(),
              new OperatorConfig(Set.of(schools.name()), Duration.ofSeconds(1), 8, null),
              client,
              Engine.MariaDB,
              schools.name())) {
        var host =
            existing(Engine.MariaDB, schools.name(), "host", "host: host.example.edu", "norout_h");
        operator.awaitReady(host);

        Edits.merge(client, client.resource(operator.platform()).get(), GATEWAY);
        var status = operator.awaitReason(host, ConditionType.Routed, "GatewayApiMissing");
        assertThat(RunningOperator.condition(status, ConditionType.Routed))
            .hasValueSatisfying(
                routed -> assertThat(routed.getMessage()).contains("may not see HTTPRoutes"));
      }
    }
  }

  @Test
  void watchedNamespacesAreAllThatItSees(
      @Fresh TestNamespace home, @Fresh TestNamespace watched, @Fresh TestNamespace other) {
    try (var rights = ShippedRights.in(cluster, home.name(), watched.name())) {
      var limited = rights.client();
      assertThat(limited.secrets().inNamespace(watched.name()).list().getItems()).isNotNull();
      assertThat(limited.namespaces().withName("kube-system").get()).isNotNull();

      assertForbidden(() -> limited.secrets().inNamespace(other.name()).withName("x").get());
      assertForbidden(() -> limited.secrets().inNamespace(home.name()).list());
      assertForbidden(() -> limited.secrets().inAnyNamespace().list());
      assertForbidden(() -> limited.namespaces().list());
      assertForbidden(() -> limited.namespaces().withName(watched.name()).get());
      assertForbidden(
          () -> limited.leases().inNamespace(watched.name()).withName("vmoodle-operator").get());
    }
  }

  @Test
  void evenEverywhereItCannotWhatItNeverDoes(
      @Fresh TestNamespace home, @Fresh TestNamespace schools) {
    var stored =
        client
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withNamespace(schools.name())
                    .withName("password")
                    .endMetadata()
                    .build())
            .create();
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(schools.name())
            .withName("any")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("any")
            .withImage("registry.example.edu/any:1")
            .endContainer()
            .endSpec()
            .build();
    var job =
        new JobBuilder()
            .withMetadata(pod.getMetadata())
            .withNewSpec()
            .withNewTemplate()
            .withSpec(pod.getSpec())
            .endTemplate()
            .endSpec()
            .build();
    try (var rights = ShippedRights.everywhere(cluster, home.name())) {
      var limited = rights.client();
      assertForbidden(
          () ->
              limited
                  .resource(stored)
                  .edit(
                      secret ->
                          new SecretBuilder(secret)
                              .editMetadata()
                              .addToLabels("a", "b")
                              .endMetadata()
                              .build()));
      assertForbidden(
          () ->
              limited
                  .resource(Manifests.tenant(schools.name(), "hugo", "hugo.example.edu"))
                  .create());
      assertForbidden(() -> limited.resource(pod).create());
      assertForbidden(() -> limited.pods().inNamespace(schools.name()).withName("any").delete());
      assertForbidden(() -> limited.resource(job).serverSideApply());
      assertForbidden(() -> limited.serviceAccounts().inNamespace(schools.name()).list());
      assertForbidden(() -> limited.rbac().clusterRoles().list());
      assertForbidden(() -> limited.namespaces().withName(schools.name()).delete());
      assertForbidden(
          () -> limited.leases().inNamespace(home.name()).withName("somebody-else").get());
    }
  }

  private static void assertForbidden(ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
  }
}
