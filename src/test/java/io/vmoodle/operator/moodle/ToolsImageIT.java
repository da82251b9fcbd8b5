package io.vmoodle.operator.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.PhpPods;
import io.vmoodle.lab.cluster.PodCluster;
import io.vmoodle.lab.cluster.PodExtension;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.cluster.image.ToolsImage;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.database.TenantAccount;
import io.vmoodle.operator.database.TenantDatabase;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.harness.TcpProxy;
import io.vmoodle.operator.jobs.SwitchResult;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** copy.sh in a container of a tools image, as the user and with the rights of Jobs. */
@ResourceLock(value = PodExtension.NODE, mode = ResourceAccessMode.READ)
@ExtendWith(PodExtension.class)
class ToolsImageIT {
  private static final TenantNames TENANT = new TenantNames("tools00001");
  private static final String PASSWORD = "tenant-Secret-1";

  private final PodCluster cluster;
  private final KubernetesClient client;
  private final String namespace;

  ToolsImageIT(PodCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.namespace = namespace.name();
  }

  @Test
  void aDatabaseIsCopiedInAContainer() throws IOException, SQLException {
    cluster.load(ToolsImage.of(cluster.tools()));
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("scripts")
                .endMetadata()
                .withData(ShippedScripts.ofJobs())
                .build())
        .create();
    var lab = DatabaseLab.mariaDb();
    try (var server =
            DatabaseServer.at(
                new Endpoint(Engine.MariaDB, "127.0.0.1", lab.port()),
                new Credentials(DatabaseLab.ADMIN, DatabaseLab.ADMIN_PASSWORD));
        var way = TcpProxy.at(cluster.hostAddress(), lab.port())) {
      server.createLogin(new TenantAccount(TENANT.loginA(), PASSWORD, 10));
      for (int generation = 1; generation <= 2; generation++) {
        server.createDatabase(new TenantDatabase(TENANT.database(generation), TENANT.loginA()));
      }
      lab.execute(
          TENANT.database(1),
          "CREATE TABLE mdl_config (id INT PRIMARY KEY, name VARCHAR(20))",
          "INSERT INTO mdl_config VALUES (1, 'one'), (2, 'two')");

      var ended = PhpPods.succeed(client, pod(way.port()));

      assertThat(SwitchResult.parse(ended.getMessage()).orElseThrow().outcome()).isEqualTo("Ended");
      assertThat(
              server.differences(
                  TENANT.database(1),
                  TENANT.database(2),
                  new Credentials(TENANT.loginA(), PASSWORD)))
          .isEmpty();
    }
  }

  /** With the other tools of the image first, so that a missing one shows. */
  private Pod pod(int port) {
    return PhpPods.running(namespace, "copy", ToolsImage.REFERENCE, "")
        .editSpec()
        .addNewVolume()
        .withName("scripts")
        .withNewConfigMap()
        .withName("scripts")
        .endConfigMap()
        .endVolume()
        .addNewVolume()
        .withName("tmp")
        .withNewEmptyDir()
        .endEmptyDir()
        .endVolume()
        .editFirstContainer()
        .withCommand(
            "/bin/sh",
            "-ec",
            "psql --version; pg_dump --version; zstd --version; exec sh /etc/vmoodle/job/copy.sh")
        .withEnv(
            Stream.of(
                    Map.entry("VMOODLE_DB_HOST", cluster.hostAddress().getHostAddress()),
                    Map.entry("VMOODLE_DB_PORT", Integer.toString(port)),
                    Map.entry("VMOODLE_DB_USER", TENANT.loginA()),
                    Map.entry("VMOODLE_DB_PASSWORD", PASSWORD),
                    Map.entry("VMOODLE_SOURCE_DATABASE", TENANT.database(1)),
                    Map.entry("VMOODLE_TARGET_DATABASE", TENANT.database(2)),
                    Map.entry("VMOODLE_RESULT", "/dev/termination-log"))
                .map(it -> new EnvVar(it.getKey(), it.getValue(), null))
                .toList())
        .addNewVolumeMount()
        .withName("scripts")
        .withMountPath("/etc/vmoodle/job")
        .endVolumeMount()
        .addNewVolumeMount()
        .withName("tmp")
        .withMountPath("/tmp")
        .endVolumeMount()
        .endContainer()
        .endSpec()
        .build();
  }
}
