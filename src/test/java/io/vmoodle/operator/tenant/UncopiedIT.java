package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.RunningOperator;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database that cannot be copied before its upgrade, here because somebody has the name. */
@ExtendWith(ClusterExtension.class)
class UncopiedIT {
  @Test
  void theTenantIsNotKeptInMaintenanceForIt(KubernetesClient client, @Fresh TestNamespace namespace)
      throws SQLException {
    try (var operator = RunningOperator.withPlatform(client, Engine.PostgreSQL, namespace.name())) {
      var played = new PlayedUpgrades(Engine.PostgreSQL, client, operator, namespace.name());
      var tenant = played.served("hugo");
      var id = operator.idOf(tenant);
      var taken = "vm_%s_2".formatted(id);
      Engines.lab(Engine.PostgreSQL).execute("", "CREATE DATABASE " + taken);

      played.pin(tenant, "4.5");
      played.succeed(played.awaitJob(id, "quiesce"));
      played.succeed(played.awaitJob(id, "restore"));

      await("the end of the upgrade")
          .atMost(RunningOperator.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(operator.reality().operation(id).orElseThrow())
                      .containsEntry("phase", "FAILED"));
      assertThat(operator.awaitReady(tenant).release()).isEqualTo("4.4");
      assertThat(operator.reality().databases(taken)).as("somebody else's").isNotEmpty();
      Engines.lab(Engine.PostgreSQL).execute("", "DROP DATABASE " + taken);
    }
  }
}
