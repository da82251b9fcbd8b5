package io.vmoodle.operator.tenant;

import static io.vmoodle.operator.harness.RunningOperator.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.OperatorConfig;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.RewritingWebhook;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.StoredRoutes;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Routes that the cluster refuses or rewrites, that wait for their turn, or that nobody may touch.
 */
@ExtendWith(ClusterExtension.class)
class RouteTroubleIT {
  private final KubernetesClient client;
  private String namespace = "";

  RouteTroubleIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @Test
  void aRefusedRouteIsTheTroubleOfItsTenantOnly() throws Exception {
    var policy = policy();
    var binding = binding();
    client.resource(policy).create();
    client.resource(binding).create();
    await().atMost(PATIENCE).until(this::isRefused);
    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, namespace)) {
      var refused = adopt("refused", "host: refused.example.edu");
      var other = adopt("other", "host: other.example.edu");

      operator.awaitReady(other);
      var status = operator.awaitReason(refused, ConditionType.Routed, "RouteRefused");
      assertThat(message(status)).contains("hosts of this name are not for us");

      client.resource(binding).delete();
      operator.awaitReady(refused);
    } finally {
      client.resource(binding).delete();
      client.resource(policy).delete();
    }
  }

  @Test
  @DisabledIfSystemProperty(
      named = "cluster",
      matches = "current",
      disabledReason = "an API server elsewhere cannot reach a webhook of this test")
  void aRouteThatIsRewrittenIsTriedAgainAtEachLookAndNoMoreOften(@TempDir Path folder)
      throws Exception {
    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, namespace)) {
      VirtualMoodle tenant;
      try (var webhook = RewritingWebhook.start(client, namespace, folder)) {
        tenant = adopt("a", "host: a.example.edu");
        operator.awaitReason(tenant, ConditionType.Routed, "NoProgress");

        webhook.rewritten();
        var looks = Duration.ofSeconds(5);
        await().pollDelay(looks).atMost(looks.plusSeconds(5)).until(() -> true);
        // The main host's Ingress is one, the tenant's another.
        assertThat(webhook.rewritten()).isBetween(2, 2 * 2 * 6);
      }
      operator.awaitReady(tenant);
    }
  }

  @Test
  void whatAPlatformChangesForManyWaitsWhileTheyServe() throws Exception {
    var config = new OperatorConfig(Set.of(namespace), Duration.ofSeconds(1), 8, null, 1);
    try (var operator =
        RunningOperator.withRights(client, config, client, Engine.MariaDB, namespace)) {
      var tenants = List.of(adopt("a", "host: a.example.edu"), adopt("b", "host: b.example.edu"));
      var routes = new StoredRoutes(client, namespace);
      tenants.forEach(operator::awaitReady);

      Edits.merge(
          client,
          client.resource(operator.platform()).get(),
          "{\"spec\": {\"routing\": {\"ingress\": {\"annotations\": {\"example.edu/new\": \"1\"}}}}}");

      await().atMost(PATIENCE).until(() -> changed(routes) == 1);
      var waiting =
          await()
              .atMost(PATIENCE)
              .until(
                  () -> tenants.stream().filter(this::isQueued).toList(),
                  found -> found.size() == 1)
              .getFirst();
      operator.awaitReady(waiting);
      var own = "vm-" + operator.awaitReady(waiting).tenantId();

      var later = adopt("c", "host: c.example.edu");
      operator.awaitReady(later);
      assertThat(changed(routes)).as("a new one does not wait").isEqualTo(2);
      client.resource(routes.find(own).orElseThrow()).delete();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(changed(routes)).as("nor one that was deleted").isEqualTo(3));
      operator.awaitReason(waiting, ConditionType.Routed, "Routed");
    }
  }

  @Test
  void aPausedPlatformsTenantsStayReadyAfterARestart() throws Exception {
    VirtualMoodle tenant;
    RunningOperator second;
    try (var first = RunningOperator.withPlatform(client, Engine.MariaDB, namespace)) {
      tenant = adopt("b", "subPath: b");
      first.awaitReady(tenant);
      Edits.merge(
          client, client.resource(first.platform()).get(), "{\"spec\": {\"paused\": true}}");
      first.awaitReason(tenant, ConditionType.Ready, "Paused");
      second = first.successor();
    }
    try (second) {
      second.start();
      Edits.merge(
          client, client.resource(tenant).get(), "{\"spec\": {\"site\": {\"language\": \"de\"}}}");
      var generation = client.resource(tenant).get().getMetadata().getGeneration();
      var status =
          second.awaitTenant(
              tenant,
              ConditionType.Routed,
              routed -> generation.equals(routed.getObservedGeneration()));
      assertThat(RunningOperator.condition(status, ConditionType.Routed))
          .hasValueSatisfying(routed -> assertThat(routed.getStatus()).isEqualTo("True"));
    }
  }

  private VirtualMoodle adopt(String name, String address) throws SQLException {
    return ExistingMoodles.adopt(client, Engine.MariaDB, namespace, name, address);
  }

  private long changed(StoredRoutes routes) {
    return routes.names().stream()
        .filter(name -> name.startsWith("vm-"))
        .filter(
            name ->
                routes.find(name).stream()
                    .anyMatch(
                        ingress ->
                            ingress.getMetadata().getAnnotations().containsKey("example.edu/new")))
        .count();
  }

  private boolean isQueued(VirtualMoodle tenant) {
    return RunningOperator.condition(
            client.resource(tenant).get().getStatus(), ConditionType.Routed)
        .filter(routed -> routed.getReason().equals("RouteChangeQueued"))
        .isPresent();
  }

  private static String message(TenantStatus status) {
    return RunningOperator.condition(status, ConditionType.Routed).orElseThrow().getMessage();
  }

  /** An API server takes a moment to act by a policy that it stored. */
  private boolean isRefused() {
    var ingress =
        Serialization.unmarshal(
            """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: probe, namespace: %s}
            spec:
              rules: [{host: refused.example.edu}]
            """
                .formatted(namespace),
            Ingress.class);
    try {
      client.resource(ingress).dryRun().create();
      return false;
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage()).contains("not for us");
    }
  }

  private ValidatingAdmissionPolicy policy() {
    return Serialization.unmarshal(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: refusing-%s}
        spec:
          matchConstraints:
            resourceRules:
              - apiGroups: [networking.k8s.io]
                apiVersions: [v1]
                operations: [CREATE, UPDATE]
                resources: [ingresses]
          validations:
            - expression: "!object.spec.rules.exists(rule, rule.host == 'refused.example.edu')"
              message: hosts of this name are not for us
        """
            .formatted(namespace),
        ValidatingAdmissionPolicy.class);
  }

  private ValidatingAdmissionPolicyBinding binding() {
    return Serialization.unmarshal(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: refusing-%1$s}
        spec:
          policyName: refusing-%1$s
          validationActions: [Deny]
          matchResources:
            namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
        """
            .formatted(namespace),
        ValidatingAdmissionPolicyBinding.class);
  }
}
