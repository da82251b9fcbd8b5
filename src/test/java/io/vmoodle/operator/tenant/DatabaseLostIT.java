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
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.StoredSecret;
import io.vmoodle.operator.harness.Story;
import io.vmoodle.operator.kube.KubeStatus;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was once installed is never made again. */
@ExtendWith(ClusterExtension.class)
class DatabaseLostIT {
  private final KubernetesClient client;
  private String namespace = "";

  DatabaseLostIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aTenantsDroppedDatabaseIsReportedAndNeverMadeAgain(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var tenant =
          client.resource(Manifests.tenant(namespace, "hugo", "hugo.example.edu")).create();
      var id =
          String.valueOf(
              operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob").tenantId());
      operator.reality().pretendInstalled(id);
      operator.awaitReady(tenant);
      var neighbour =
          ExistingMoodles.adopt(client, engine, namespace, "zola", "host: zola.example.edu");
      operator.awaitReady(neighbour);
      var database = "vm_" + id + "_1";

      operator.reality().drop(database);

      isLost(operator, tenant, database);
      operator.awaitReady(neighbour);

      restore(engine, id);
      operator.awaitReason(tenant, ConditionType.DatabaseReady, "DatabaseConflict");
      mark(engine, id);

      operator.awaitReady(tenant);
      var secret = StoredSecret.of(client, namespace, id).orElseThrow();
      assertThat(operator.reality().canWork(database, secret.username(), secret.password()))
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void soIsTheDatabaseOfAnAdoptedMoodle(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var tenant =
          ExistingMoodles.adopt(client, engine, namespace, "zola", "host: zola.example.edu");
      operator.awaitReady(tenant);
      var database = ExistingMoodles.databaseOf(tenant);

      operator.reality().drop(database);

      isLost(operator, tenant, database);

      switch (engine) {
        case MariaDB -> Engines.lab(engine).execute("", "CREATE DATABASE " + database);
        case PostgreSQL ->
            Engines.lab(engine)
                .execute(
                    "",
                    "CREATE DATABASE %s OWNER %s".formatted(database, database),
                    "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(database));
      }
      operator.awaitReady(tenant);
    }
  }

  /** As a person would from a backup. */
  private static void restore(Engine engine, String id) throws Exception {
    var lab = Engines.lab(engine);
    switch (engine) {
      case MariaDB -> lab.execute("", "CREATE DATABASE vm_%s_1".formatted(id));
      case PostgreSQL ->
          lab.execute(
              "",
              "CREATE DATABASE vm_%s_1".formatted(id),
              "REVOKE ALL ON DATABASE vm_%s_1 FROM PUBLIC".formatted(id));
    }
  }

  /** What the first attempt at restoring forgot. */
  private static void mark(Engine engine, String id) throws Exception {
    var lab = Engines.lab(engine);
    switch (engine) {
      case MariaDB ->
          lab.execute(
              "",
              "ALTER DATABASE vm_%s_1 COMMENT = 'vmoodle-operator tenant %s'".formatted(id, id));
      case PostgreSQL -> lab.execute("", "ALTER DATABASE vm_%s_1 OWNER TO vm_%s".formatted(id, id));
    }
  }

  private void isLost(RunningOperator operator, VirtualMoodle tenant, String database)
      throws Exception {
    var status = operator.awaitReason(tenant, ConditionType.Ready, "DatabaseLost");
    assertThat(
            RunningOperator.condition(status, ConditionType.DatabaseReady)
                .orElseThrow()
                .getMessage())
        .contains(database, "never made again", "Restore");
    assertThat(KubeStatus.of(client.resource(tenant).get())).isEqualTo(KubeStatus.Failed);
    assertThat(Story.awaitMessage(client, tenant, "DatabaseLost")).contains(database);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> operator.reality().databases(database).isEmpty());
    assertThat(Story.messages(client, tenant, "CredentialsMended"))
        .as("its login is tried meanwhile, and cannot be let into what is not there")
        .isEmpty();
  }
}
