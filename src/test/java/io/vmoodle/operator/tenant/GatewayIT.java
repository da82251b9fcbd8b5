package io.vmoodle.operator.tenant;

import static io.vmoodle.operator.harness.RunningOperator.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.GatewayApiDefinitions;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.StoredHttpRoutes;
import io.vmoodle.operator.harness.StoredRoutes;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Tenants behind a Gateway, whose controller the test plays. */
@ExtendWith(ClusterExtension.class)
@Isolated
class GatewayIT {
  private static final String MAIN = "academie-main";
  private static final String GATEWAY =
      "{\"spec\": {\"routing\": {\"type\": \"Gateway\", \"gateway\": {\"parentRefs\": [{\"name\": \"public\"}]}}}}";

  private final KubernetesClient client;
  private final GatewayApiDefinitions definitions;
  private String namespace = "";

  GatewayIT(KubernetesClient client) {
    this.client = client;
    this.definitions = new GatewayApiDefinitions(client);
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @Test
  @DisabledIfSystemProperty(
      named = "cluster",
      matches = "current",
      disabledReason = "it would take the HTTPRoutes of others away")
  void tenantsMoveWithoutAGapOnceTheClusterHasTheKind() throws Exception {
    definitions.remove();
    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, namespace)) {
      var host = adopt("a", "host: a.example.edu");
      var path = adopt("b", "subPath: b");
      var own = "vm-" + operator.awaitReady(host).tenantId();
      operator.awaitReady(path);
      var ingresses = new StoredRoutes(client, namespace);
      var routes = new StoredHttpRoutes(client, namespace);
      var served = List.of(ingresses.paths(own), ingresses.paths(MAIN));

      change(operator, GATEWAY);
      operator.awaitPlatform(ConditionType.Ready, "GatewayApiMissing");
      operator.awaitReason(host, ConditionType.Routed, "GatewayApiMissing");
      operator.awaitReason(path, ConditionType.Routed, "GatewayApiMissing");

      definitions.install();
      operator.awaitReason(host, ConditionType.Routed, "RouteNotAcknowledged");
      operator.awaitReason(path, ConditionType.Routed, "RouteNotAcknowledged");
      assertThat(List.of(ingresses.paths(own), ingresses.paths(MAIN))).isEqualTo(served);
      assertThat(routes.paths(own)).containsExactlyInAnyOrderElementsOf(served.getFirst());
      assertThat(routes.paths(MAIN)).containsExactlyInAnyOrderElementsOf(served.getLast());

      routes.accept(own);
      routes.accept(MAIN);
      operator.awaitReady(host);
      operator.awaitReady(path);
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(ingresses.names()).isEmpty());

      change(operator, "{\"spec\": {\"routing\": {\"type\": \"Ingress\"}}}");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(List.of(ingresses.paths(own), ingresses.paths(MAIN))).isEqualTo(served);
                assertThat(routes.names()).isEmpty();
              });
      operator.awaitReady(host);
      operator.awaitReady(path);
    }
  }

  @Test
  void whatTheGatewaySaysIsSaidAndDeletedTenantsLeaveNothing() throws Exception {
    definitions.install();
    try (var operator = RunningOperator.start(client, Engine.MariaDB, namespace)) {
      var platform = client.resource(operator.platform()).create();
      Edits.merge(client, platform, GATEWAY);
      var host = adopt("a", "host: a.example.edu");
      var path = adopt("b", "subPath: b");
      var own =
          "vm-"
              + operator.awaitReason(host, ConditionType.Routed, "RouteNotAcknowledged").tenantId();
      operator.awaitReason(path, ConditionType.Routed, "RouteNotAcknowledged");
      var routes = new StoredHttpRoutes(client, namespace);
      var paths = routes.paths(own);

      routes.refuse(own, "NotAllowedByListeners", "no listener takes a.example.edu");
      var refused = operator.awaitReason(host, ConditionType.Routed, "RouteNotAccepted");
      assertThat(RunningOperator.condition(refused, ConditionType.Routed))
          .hasValueSatisfying(
              routed ->
                  assertThat(routed.getMessage())
                      .contains("Gateway public", "no listener takes a.example.edu"));
      routes.accept(own);
      routes.accept(MAIN);
      operator.awaitReady(host);
      operator.awaitReady(path);

      client.resource(routes.find(own).orElseThrow()).delete();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(routes.paths(own)).isEqualTo(paths));
      routes.refuse(MAIN, "NoMatchingParent", "the Gateway went");
      operator.awaitReason(path, ConditionType.Routed, "RouteNotAccepted");

      client.resource(host).delete();
      client.resource(path).delete();
      operator.awaitGone(host);
      operator.awaitGone(path);
      assertThat(routes.find(own)).isEmpty();
      assertThat(routes.paths(MAIN)).noneMatch(words -> words.startsWith("/b"));
      client.resource(platform).delete();
      operator.awaitPlatformGone();
      assertThat(routes.names()).isEmpty();
    }
  }

  private VirtualMoodle adopt(String name, String address) throws SQLException {
    return ExistingMoodles.adopt(client, Engine.MariaDB, namespace, name, address);
  }

  private void change(RunningOperator operator, String json) {
    Edits.merge(client, client.resource(operator.platform()).get(), json);
  }
}
