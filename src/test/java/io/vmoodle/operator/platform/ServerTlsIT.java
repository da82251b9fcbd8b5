package io.vmoodle.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.cluster.server.CertificateAuthority;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.DatabaseServerStatus;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A platform with one server that is verified, beside one without TLS. */
@ExtendWith(ClusterExtension.class)
class ServerTlsIT {
  @Test
  void aServerIsUsedOnceItsAuthorityIsTheRightOneAndNotBefore(
      KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    var authority = new CertificateAuthority();
    var address = List.of(InetAddress.getLoopbackAddress());
    var lab = DatabaseLab.withTls(Engine.PostgreSQL, authority.server("pg", Set.of(), address));
    var home = namespace.name();

    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, home)) {
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      var servers =
          Manifests.databaseServer("first", Engine.MariaDB, Engines.lab(Engine.MariaDB).port(), "")
              + ","
              + Manifests.databaseServer(
                  "secure",
                  Engine.PostgreSQL,
                  lab.port(),
                  ", \"tls\": {\"mode\": \"VerifyFull\", \"caSecretRef\": {\"name\": \"ca\"}}");
      Edits.merge(
          client,
          operator.platform(),
          "{\"spec\": {\"databaseServers\": [%s]}}".formatted(servers));
      awaitServer(client, operator, "SecretNotFound");

      var secret =
          client
              .resource(
                  new SecretBuilder()
                      .withNewMetadata()
                      .withNamespace(home)
                      .withName("ca")
                      .endMetadata()
                      .addToStringData("ca.crt", "no certificate")
                      .build())
              .create();
      awaitServer(client, operator, "TlsFailed");
      put(client, secret, new CertificateAuthority().certificate());
      assertThat(awaitServer(client, operator, "TlsFailed").message()).contains("certificate");

      put(client, secret, authority.certificate());
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      var tenant =
          Manifests.with(
              Manifests.tenant(home, "hugo", "hugo.example.edu"),
              "{\"spec\": {\"placement\": {\"databaseServer\": \"secure\"}}}");
      client.resource(tenant).create();
      var id = operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob").tenantId();
      try (var connection = lab.superuser("");
          var statement = connection.createStatement();
          var encrypted =
              statement.executeQuery(
                  "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                      + " WHERE usename = 'vmadmin' AND client_addr IS NOT NULL")) {
        assertThat(encrypted.next()).isTrue();
        assertThat(encrypted.getBoolean(1)).isTrue();
      }
      lab.superuser("vm_" + id + "_1").close();
    }
  }

  private static void put(KubernetesClient client, Secret secret, String pem) {
    Edits.merge(
        client,
        secret,
        "{\"stringData\": {\"ca.crt\": \"%s\"}}".formatted(pem.replace("\n", "\\n")));
  }

  private static DatabaseServerStatus awaitServer(
      KubernetesClient client, RunningOperator operator, String reason) {
    return await("server secure: " + reason)
        .atMost(RunningOperator.PATIENCE)
        .until(
            () ->
                Optional.ofNullable(client.resource(operator.platform()).get().getStatus()).stream()
                    .flatMap(status -> status.databaseServers().stream())
                    .filter(server -> server.name().equals("secure"))
                    .filter(server -> reason.equals(server.reason()))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }
}
