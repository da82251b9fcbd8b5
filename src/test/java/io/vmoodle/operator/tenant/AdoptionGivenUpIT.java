package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A row that an adoption never got to is as it was when the adoption is given up. */
@ExtendWith(ClusterExtension.class)
class AdoptionGivenUpIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void leavesTheRowOfAMoodleThatServes(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws SQLException {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      ExistingMoodles.create(engine, "given_up");
      var lab = Engines.lab(engine);
      lab.execute(
          operator.registry(),
          "INSERT INTO mdl_local_vmoodle (name, vhostname, vdbhost, vdblogin, vdbpass, vdbname)"
              + " VALUES ('serves', 'https://old.example.edu', '127.0.0.1', 'given_up', '%s',"
                  .formatted(ExistingMoodles.PASSWORD)
              + " 'given_up')");
      var tenant = client.resource(withWrongPrefix(namespace.name())).create();
      operator.awaitReason(tenant, ConditionType.Ready, "MoodleNotFound");

      client.resource(tenant).delete();
      operator.awaitGone(tenant);

      try (var connection = lab.superuser(operator.registry());
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT name, vdbpass FROM mdl_local_vmoodle")) {
        assertThat(rows.next()).as("the row is still there").isTrue();
        assertThat(rows.getString(1)).isEqualTo("serves");
        assertThat(rows.getString(2)).isEqualTo(ExistingMoodles.PASSWORD);
      }
    }
  }

  private static VirtualMoodle withWrongPrefix(String namespace) {
    return Serialization.unmarshal(
        """
        apiVersion: vmoodle.io/v1alpha1
        kind: VirtualMoodle
        metadata: {namespace: %s, name: old}
        spec:
          platformRef: {name: %s}
          address: {host: old.example.edu}
          site: {fullName: Old, shortName: old}
          source:
            type: Existing
            existing: {server: first, database: given_up, tablePrefix: other_, dataDir: /srv/moodledata/old}
        """
            .formatted(namespace, Manifests.PLATFORM),
        VirtualMoodle.class);
  }
}
