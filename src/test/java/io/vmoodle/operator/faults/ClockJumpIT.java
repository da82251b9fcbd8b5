package io.vmoodle.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A clock that somebody sets back or ahead while the operator runs. */
@ExtendWith(ClusterExtension.class)
class ClockJumpIT {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Long enough for what must not happen: tenants that wait are looked at each second. */
  private static final Duration A_WHILE = Duration.ofSeconds(4);

  private final KubernetesClient client;
  private final String namespace;

  ClockJumpIT(KubernetesClient client, TestNamespace namespace) {
    this.client = client;
    this.namespace = namespace.name();
  }

  @Test
  void itNeitherDeletesManyNorStopsAnything() throws Exception {
    var clock = new SettableClock();
    try (var operator = RunningOperator.startAt(clock, client, Engine.MariaDB, namespace)) {
      client
          .resource(
              Manifests.with(
                  operator.platform(), "{\"spec\": {\"tenants\": {\"maxDeletionsPerHour\": 1}}}"))
          .create();
      var tenants = Stream.of("a", "b", "c", "d").map(name -> create(operator, name)).toList();
      tenants.forEach(tenant -> client.resource(tenant).delete());
      awaitLeft(tenants, 3);

      clock.set(HOUR.negated());
      assertWorks(operator, "back");
      awaitLeft(tenants, 3);

      clock.set(HOUR);
      awaitLeft(tenants, 2);
      assertWorks(operator, "ahead");

      clock.set(Duration.ZERO);
      assertWorks(operator, "right-again");
      awaitLeft(tenants, 2);
    }
  }

  /** What was changed is mended, and what is new is made. */
  private void assertWorks(RunningOperator operator, String name) throws Exception {
    create(operator, name);
    operator.reality().execute("UPDATE mdl_local_vmoodle SET name = 'edited'");
    await("rows are mended")
        .atMost(RunningOperator.PATIENCE)
        .until(
            () ->
                operator.reality().rows().stream()
                    .filter(row -> String.valueOf(row.get("vhostname")).contains(name))
                    .noneMatch(row -> "edited".equals(row.get("name"))));
  }

  private void awaitLeft(List<VirtualMoodle> tenants, int number) {
    await("tenants that are left")
        .atMost(RunningOperator.PATIENCE)
        .during(A_WHILE)
        .until(
            () -> tenants.stream().map(it -> client.resource(it).get()).filter(Objects::nonNull),
            left -> left.count() == number);
    assertThat(tenants).hasSizeGreaterThan(number);
  }

  private VirtualMoodle create(RunningOperator operator, String name) {
    var tenant = client.resource(Manifests.tenant(namespace, name, name + ".example.edu")).create();
    operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
    return tenant;
  }
}
