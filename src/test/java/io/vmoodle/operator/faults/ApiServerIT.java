package io.vmoodle.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.OperatorConfig;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.FaultyApi;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** An API server that is away for a while, or refuses. Another client still reaches it. */
@ExtendWith(ClusterExtension.class)
@Isolated
class ApiServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration AWAY = Duration.ofSeconds(8);

  /** Five watches and a platform's look each second, each with the client's own retries. */
  private static final int REQUESTS_A_SECOND = 60;

  private final KubernetesClient client;
  private final FaultyApi api;
  private String namespace = "";

  ApiServerIT(Cluster cluster) {
    client = cluster.client();
    api = FaultyApi.of(cluster);
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void whatChangedWhileItWasAwayIsFoundAndNothingSpinsMeanwhile() throws Exception {
    try (var operator = operator()) {
      var tenants = create(operator, 3);
      var changed = tenants.getFirst();
      var deleted = tenants.getLast();

      api.stop();
      int before = api.requests();
      Edits.merge(client, changed, "{\"spec\": {\"site\": {\"fullName\": \"Meanwhile\"}}}");
      client.resource(deleted).delete();
      var late = client.resource(Manifests.tenant(namespace, "late", "late.example.edu")).create();
      operator.reality().execute("UPDATE mdl_local_vmoodle SET name = 'edited' WHERE id = 2");
      await("time to pass").pollDelay(AWAY).atMost(AWAY.multipliedBy(3)).until(() -> true);
      assertThat(api.requests() - before)
          .as("requests in %s", AWAY)
          .isLessThan((int) AWAY.toSeconds() * REQUESTS_A_SECOND);
      assertThat(operator.reality().rows()).hasSize(tenants.size());

      api.start();

      await("late").atMost(PATIENCE).until(() -> says(late, "WaitingForJob"));
      await("deleted").atMost(PATIENCE).until(() -> client.resource(deleted).get() == null);
      await("rows")
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(operator.reality().rows())
                      .hasSize(tenants.size())
                      .extracting(row -> row.get("name"))
                      .contains("Meanwhile")
                      .doesNotContain("edited"));
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      assertThat(operator.lostLeadership()).isEmpty();
    }
  }

  @Test
  void whoIsToldToComeLaterComesLater() throws Exception {
    try (var operator = operator()) {
      create(operator, 1);
      api.refuse("(POST|PATCH|PUT) /", 429, 25);
      int before = api.requests();

      create(operator, 3);

      assertThat(api.left()).isZero();
      assertThat(api.requests() - before).isLessThan(300);
      assertThat(operator.reality().rows()).hasSize(4);
    }
  }

  @Test
  void conflictsAreNobodysFailure() throws Exception {
    try (var operator = operator()) {
      create(operator, 1);
      api.refuse("PATCH .*/virtualmoodles/.*", 409, 6);
      api.refuse("POST .*/secrets", 409, 1);

      var tenants = create(operator, 3);

      assertThat(api.left()).isZero();
      for (var tenant : tenants) {
        client.resource(tenant).delete();
      }
      tenants.forEach(
          tenant ->
              await(tenant.getMetadata().getName())
                  .atMost(PATIENCE)
                  .until(() -> client.resource(tenant).get() == null));
      assertThat(operator.reality().rows()).hasSize(1);
    }
  }

  private RunningOperator operator() {
    return RunningOperator.withRights(
        api.client(),
        new OperatorConfig(Set.of(namespace), Duration.ofSeconds(1), 8, null),
        client,
        Engine.MariaDB,
        namespace);
  }

  private List<VirtualMoodle> create(RunningOperator operator, int number) throws Exception {
    int there = operator.reality().rows().size();
    var tenants =
        IntStream.range(there, there + number)
            .mapToObj(
                i ->
                    client
                        .resource(
                            Manifests.tenant(namespace, "t-" + i, "t-%d.example.edu".formatted(i)))
                        .create())
            .toList();
    tenants.forEach(
        tenant ->
            await(tenant.getMetadata().getName())
                .atMost(PATIENCE)
                .until(() -> says(tenant, "WaitingForJob")));
    return tenants;
  }

  private boolean says(VirtualMoodle tenant, String reason) {
    var status = client.resource(tenant).get().getStatus();
    return status != null
        && RunningOperator.condition(status, ConditionType.Ready)
            .filter(ready -> ready.getReason().equals(reason))
            .isPresent();
  }
}
