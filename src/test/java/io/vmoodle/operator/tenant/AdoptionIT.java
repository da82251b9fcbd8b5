package io.vmoodle.operator.tenant;

import static io.vmoodle.operator.harness.Reality.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.StoredRoutes;
import io.vmoodle.operator.harness.StoredSecret;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ClusterExtension.class)
class AdoptionIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void anExistingMoodleOnItsOwnHostIsServed(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    var database = ExistingMoodles.create(engine);
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      client.resource(ExistingMoodles.secret(namespace.name(), "old", database)).create();
      var tenant =
          client
              .resource(
                  Manifests.existing(
                      namespace.name(), "zola", "host: zola.example.edu", database, "old"))
              .create();

      var status = operator.awaitReady(tenant);

      var id = String.valueOf(status.tenantId());
      assertThat(status.installedAt()).isNotNull();
      assertThat(operator.reality().row("https://zola.example.edu").orElseThrow())
          .containsEntry("vdbname", database)
          .containsEntry("vdblogin", database)
          .containsEntry("vdbpass", ExistingMoodles.PASSWORD)
          .containsEntry("vdatapath", "/srv/moodledata/" + database)
          .containsEntry("enabled", "1");
      assertThat(operator.reality().claims(id))
          .as("a login that is not ours is not claimed")
          .isEqualTo(
              Map.of(
                  "url", "https://zola.example.edu",
                  "database", "first/" + database,
                  "data_dir", "/srv/moodledata/" + database));
      assertThat(operator.reality().accounts("vm_" + id)).isEmpty();
      assertThat(client.secrets().inNamespace(namespace.name()).withName("vm-" + id + "-db").get())
          .as("the tenant's own Secret has the credentials")
          .isNull();

      var routes = new StoredRoutes(client, namespace.name());
      var ingress = routes.find("vm-" + id).orElseThrow();
      assertThat(ingress.getSpec().getRules()).hasSize(1);
      assertThat(ingress.getSpec().getRules().getFirst().getHost()).isEqualTo("zola.example.edu");
      assertThat(routes.paths("vm-" + id))
          .containsExactly("/local/vmoodle -> academie-unavailable:80", "/ -> moodle-44:80");
      assertThat(ingress.getMetadata().getAnnotations())
          .containsEntry("vmoodle.io/tenant-namespace", namespace.name())
          .containsEntry("vmoodle.io/tenant-name", "zola");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anExistingMoodleOnASubPathSharesTheMainHost(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    var database = ExistingMoodles.create(engine);
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      client.resource(ExistingMoodles.secret(namespace.name(), "old", database)).create();
      var tenant =
          client
              .resource(
                  Manifests.existing(namespace.name(), "zola", "subPath: zola", database, "old"))
              .create();

      var status = operator.awaitReady(tenant);

      assertThat(status.url()).isEqualTo("https://moodle.example.edu/zola");
      assertThat(operator.reality().row("https://moodle.example.edu/zola")).isPresent();
      assertThat(new StoredRoutes(client, namespace.name()).paths("academie-main"))
          .containsExactlyInAnyOrder(
              "/local/vmoodle -> academie-unavailable:80",
              "/ -> moodle-44:80",
              "/zola/local/vmoodle -> academie-unavailable:80",
              "/zola -> moodle-44:80");
      assertThat(
              client
                  .configMaps()
                  .inNamespace(namespace.name())
                  .withName("academie-subpaths")
                  .require()
                  .getData())
          .isEqualTo(Map.of("names", "zola\n"));
      assertThat(new StoredRoutes(client, namespace.name()).names())
          .containsExactly("academie-main");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aServingRowIsTakenOverWithWhatNoFieldSays(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    var database = ExistingMoodles.create(engine);
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      operator
          .reality()
          .execute(
              """
              INSERT INTO mdl_local_vmoodle (name, shortname, vhostname, vdbtype, vdbhost, vdblogin,
                vdbpass, vdbname, vdbpersist, vdatapath, mnet, enabled, timecreated, lastcron,
                croncount, metadata)
              VALUES ('Old name', 'old', 'https://zola.example.edu', '%s', '127.0.0.1', '%s', '%s',
                '%s', 1, '/srv/moodledata/%s', 7, 1, 1500000000, 1600000000, 42,
                '{"theirs": {"deep": [1, "ü"]}}')
              """
                  .formatted(
                      engine == Engine.MariaDB ? "mariadb" : "pgsql",
                      database,
                      ExistingMoodles.PASSWORD,
                      database,
                      database));
      var rowId = text(operator.reality().row("https://zola.example.edu").orElseThrow(), "id");

      var tenant =
          client
              .resource(
                  Manifests.with(
                      Manifests.existing(
                          namespace.name(), "zola", "host: zola.example.edu", database, "none"),
                      "{\"spec\": {\"source\": {\"existing\": {\"credentialsSecretRef\": null}}}}"))
              .create();

      var status = operator.awaitReady(tenant);
      var id = String.valueOf(status.tenantId());
      assertThat(status.registryId()).isEqualTo(Long.valueOf(rowId));
      assertThat(operator.reality().rows()).hasSize(1);
      assertThat(operator.reality().row("https://zola.example.edu").orElseThrow())
          .containsEntry("name", "Lycée zola")
          .containsEntry("vdbpersist", "1")
          .containsEntry("mnet", "7")
          .containsEntry("timecreated", "1500000000")
          .containsEntry("lastcron", "1600000000")
          .containsEntry("croncount", "42")
          .hasEntrySatisfying(
              "metadata",
              json ->
                  assertThat(json)
                      .contains(
                          "\"theirs\":{\"deep\":[1,\"ü\"]}",
                          "\"vmoodle.io/tenant-id\":\"" + id + "\"",
                          "\"vmoodle.io/release\":\"4.4\""));
      assertThat(StoredSecret.of(client, namespace.name(), id))
          .as("the row may be lost")
          .contains(new StoredSecret(database, ExistingMoodles.PASSWORD));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRouteWithoutItsServiceSaysSoAndHeals(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    var database = ExistingMoodles.create(engine);
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var service = client.services().inNamespace(namespace.name()).withName("moodle-44");
      var kept = service.get();
      service.delete();
      client.resource(ExistingMoodles.secret(namespace.name(), "old", database)).create();
      var tenant =
          client
              .resource(
                  Manifests.existing(
                      namespace.name(), "zola", "host: zola.example.edu", database, "old"))
              .create();

      var status = operator.awaitReason(tenant, ConditionType.Routed, "ServiceNotFound");
      assertThat(RunningOperator.condition(status, ConditionType.Routed).orElseThrow())
          .satisfies(
              condition -> {
                assertThat(condition.getStatus()).isEqualTo("False");
                assertThat(condition.getMessage()).contains("moodle-44", "port 80", "Create it");
              });
      assertThat(new StoredRoutes(client, namespace.name()).names())
          .contains("vm-" + status.tenantId());
      operator.awaitPlatform(ConditionType.ReleasesReady, "ServiceNotFound");

      kept.getMetadata().setResourceVersion(null);
      kept.getMetadata().setUid(null);
      kept.getSpec().setClusterIP(null);
      kept.getSpec().setClusterIPs(null);
      client.resource(kept).create();

      operator.awaitReady(tenant);
      operator.awaitPlatform(ConditionType.ReleasesReady, "Ready");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aDatabaseWithoutAMoodleIsNotServedUntilOneIsThere(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    var database = ExistingMoodles.create(engine);
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var lab = Engines.lab(engine);
      lab.execute(database, "ALTER TABLE mdl_config RENAME TO hidden");
      client.resource(ExistingMoodles.secret(namespace.name(), "old", database)).create();
      var tenant =
          client
              .resource(
                  Manifests.existing(
                      namespace.name(), "zola", "host: zola.example.edu", database, "old"))
              .create();

      operator.awaitReason(tenant, ConditionType.Ready, "MoodleNotFound");
      assertThat(operator.reality().rows()).isEmpty();

      lab.execute(database, "ALTER TABLE hidden RENAME TO mdl_config");

      operator.awaitReady(tenant);
    }
  }
}
