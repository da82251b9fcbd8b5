package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.StoredRoutes;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many tenants are deleted at once, more than their platform allows an hour. */
@ExtendWith(ClusterExtension.class)
class BudgetedDeletionIT {
  private static final int TENANTS = 6;
  private static final int BUDGET = 2;

  private final KubernetesClient client;
  private String namespace = "";

  BudgetedDeletionIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whoIsOverTheBudgetServesOnAndCanBeHadBack(Engine engine) throws Exception {
    try (var operator = RunningOperator.start(client, engine, namespace)) {
      create(operator, BUDGET);
      var tenants = installed(operator, TENANTS);

      tenants.forEach(tenant -> client.resource(tenant).delete());

      await()
          .atMost(RunningOperator.PATIENCE)
          .until(() -> waiting(tenants).size() == TENANTS - BUDGET);
      var waiting = waiting(tenants);
      for (var tenant : waiting) {
        operator.awaitReason(tenant, ConditionType.Ready, "DeletionBudgetSpent");
      }
      assertThat(operator.reality().rows()).hasSize(waiting.size()).allMatch(this::isEnabled);
      assertThat(new StoredRoutes(client, namespace).names()).hasSize(waiting.size() + 1);
      assertThat(operator.steps().stream().filter("LockLogin"::equals)).hasSize(BUDGET);

      operator.reality().execute("UPDATE mdl_local_vmoodle SET name = 'edited'");
      await()
          .atMost(RunningOperator.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(operator.reality().rows())
                      .as("it is kept right until its turn comes")
                      .noneMatch(row -> "edited".equals(row.get("name"))));

      var saved = waiting.getFirst();
      operator.steps().clear();
      Edits.annotate(client, saved, "vmoodle.io/release-hold", operator.idOf(saved));
      operator.awaitGone(saved);
      var again = client.resource(manifest(saved.getMetadata().getName())).create();
      assertThat(operator.awaitReady(again).tenantId()).isEqualTo(operator.idOf(saved));
      assertThat(operator.steps()).as("it served all the time").doesNotContain("CloseRoute");

      Edits.merge(
          client,
          operator.platform(),
          "{\"spec\": {\"tenants\": {\"maxDeletionsPerHour\": %d}}}".formatted(TENANTS));
      waiting.stream().skip(1).forEach(operator::awaitGone);
      assertThat(operator.reality().rows()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void itGoesOnByItselfOnceThePlaceIsFree(Engine engine) throws Exception {
    try (var operator = RunningOperator.start(client, engine, namespace)) {
      create(operator, 1);
      var tenant = installed(operator, 1).getFirst();
      var free = Instant.now().plusSeconds(8);
      operator
          .reality()
          .execute(
              "INSERT INTO vmoodle_operator.deletion SELECT 'gone', 1, platform_id, %d FROM vmoodle_operator.tenant WHERE id = '%s'"
                  .formatted(free.minusSeconds(3600).toEpochMilli(), operator.idOf(tenant)));

      client.resource(tenant).delete();

      operator.awaitReason(tenant, ConditionType.Ready, "DeletionBudgetSpent");
      operator.awaitGone(tenant);
      assertThat(Instant.now()).isAfterOrEqualTo(free);
    }
  }

  private boolean isEnabled(Map<String, String> row) {
    return "1".equals(row.get("enabled"));
  }

  private void create(RunningOperator operator, int budget) {
    client
        .resource(
            Manifests.with(
                operator.platform(),
                "{\"spec\": {\"tenants\": {\"maxDeletionsPerHour\": %d}}}".formatted(budget)))
        .create();
  }

  private List<VirtualMoodle> waiting(List<VirtualMoodle> tenants) {
    return tenants.stream()
        .map(tenant -> client.resource(tenant).get())
        .filter(Objects::nonNull)
        .toList();
  }

  private List<VirtualMoodle> installed(RunningOperator operator, int number) throws SQLException {
    var tenants = new ArrayList<VirtualMoodle>();
    for (int i = 0; i < number; i++) {
      tenants.add(operator.installed(manifest("school-" + i)));
    }
    return tenants;
  }

  private VirtualMoodle manifest(String name) {
    return Manifests.tenant(namespace, name, name + ".example.edu");
  }
}
