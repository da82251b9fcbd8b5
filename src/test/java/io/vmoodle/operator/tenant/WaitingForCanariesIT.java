package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.Informers;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.RunningOperator;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a tenant says of a rollout in which others come first. */
@ExtendWith(ClusterExtension.class)
class WaitingForCanariesIT {
  private static final String ROLLOUT =
      """
      {"spec": {
        "defaultRelease": "4.5",
        "rollout": {
          "settle": "0s",
          "canary": {"selector": {"matchLabels": {"canary": "yes"}}}}}}
      """;

  /** In a fleet, a status of a moment is one of thousands. */
  @Test
  void thatTheyHaveArrivedIsNoNewsOfItsOwn(KubernetesClient client, @Fresh TestNamespace fresh)
      throws SQLException {
    try (var operator = RunningOperator.withPlatform(client, Engine.PostgreSQL, fresh.name())) {
      var played = new PlayedUpgrades(Engine.PostgreSQL, client, operator, fresh.name());
      var first = played.served("first");
      var next = played.served("next");
      Edits.merge(client, first, "{\"metadata\": {\"labels\": {\"canary\": \"yes\"}}}");
      var said = new Said(new CopyOnWriteArrayList<>());
      try (var _ =
          Informers.started(client.resource(next).runnableInformer(0).addEventHandler(said))) {
        Edits.merge(client, operator.platform(), ROLLOUT);
        operator.awaitReason(next, ConditionType.UpToDate, "CanariesFirst");
        var canary = operator.idOf(first);
        played.succeed(played.awaitJob(canary, "quiesce"));
        played.upgradeDatabase(canary);
        played.succeed(played.awaitJob(canary, "upgrade"));
        played.succeed(played.awaitJob(canary, "open"));

        operator.awaitReason(next, ConditionType.UpToDate, "Upgrading");
      }
      assertThat(said.messages())
          .anyMatch(message -> message.startsWith("Other tenants come to release 4.5 first"))
          .noneMatch(message -> message.contains("the others follow"));
    }
  }

  /**
   * Notes what a tenant says about its release.
   *
   * @param messages one after the other
   */
  private record Said(List<String> messages) implements ResourceEventHandler<VirtualMoodle> {
    @Override
    public void onAdd(VirtualMoodle tenant) {
      Optional.ofNullable(tenant.getStatus())
          .flatMap(status -> RunningOperator.condition(status, ConditionType.UpToDate))
          .ifPresent(condition -> messages.add(condition.getMessage()));
    }

    @Override
    public void onUpdate(VirtualMoodle before, VirtualMoodle tenant) {
      onAdd(tenant);
    }

    @Override
    public void onDelete(VirtualMoodle tenant, boolean unknown) {}
  }
}
