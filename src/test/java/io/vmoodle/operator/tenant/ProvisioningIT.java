package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ClusterExtension.class)
class ProvisioningIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aNewTenantGetsDatabaseSecretAndRowAndWaitsForItsInstallation(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws SQLException {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var tenant =
          client.resource(Manifests.tenant(namespace.name(), "hugo", "hugo.example.edu")).create();

      var status = operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");

      assertThat(status.database()).isNotNull();
      try (var connection = Engines.lab(engine).admin(operator.registry());
          var statement = connection.createStatement();
          var rows =
              statement.executeQuery(
                  "SELECT vhostname, vdbname, enabled FROM %smdl_local_vmoodle"
                      .formatted(engine == Engine.MariaDB ? operator.registry() + "." : ""))) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("https://hugo.example.edu");
        assertThat(rows.getString(2)).isEqualTo("vm_" + status.tenantId() + "_1");
        assertThat(rows.getInt(3)).isZero();
        assertThat(rows.next()).isFalse();
      }
    }
  }
}
