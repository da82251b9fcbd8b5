package io.vmoodle.operator.tenant;

import static io.vmoodle.operator.harness.Reality.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.DatabaseStatus;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.StoredRoutes;
import io.vmoodle.operator.harness.StoredSecret;
import io.vmoodle.operator.harness.Story;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ClusterExtension.class)
class ProvisioningIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aNewTenantGetsDatabaseSecretAndRowAndWaitsForItsInstallation(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var tenant =
          client.resource(Manifests.tenant(namespace.name(), "hugo", "hugo.example.edu")).create();

      var status = operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");

      var id = String.valueOf(status.tenantId());
      assertThat(id).matches("[a-z0-9]{10}");
      var database = "vm_" + id + "_1";
      var login = "vm_" + id + "_a";
      var reality = operator.reality();

      var secret =
          client.secrets().inNamespace(namespace.name()).withName("vm-" + id + "-db").require();
      assertThat(secret.getMetadata().getLabels())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "app.kubernetes.io/managed-by", "vmoodle-operator",
                  "vmoodle.io/platform", "academie",
                  "vmoodle.io/tenant-id", id));
      assertThat(secret.getData()).containsOnlyKeys("username", "password");
      var stored = StoredSecret.of(client, namespace.name(), id).orElseThrow();
      assertThat(stored.username()).isEqualTo(login);
      var password = stored.password();
      assertThat(password).hasSizeBetween(20, 32);

      assertThat(reality.databases("vm_" + id)).containsExactly(database);
      assertThat(reality.accounts("vm_" + id))
          .containsExactlyElementsOf(
              engine == Engine.PostgreSQL ? List.of("vm_" + id, login) : List.of(login));
      assertThat(reality.connectionLimit(login)).isEqualTo(50);
      assertThat(reality.canWork(database, login, password)).isTrue();

      var row = reality.row("https://hugo.example.edu").orElseThrow();
      assertThat(row)
          .containsEntry("name", "Lycée hugo")
          .containsEntry("shortname", "hugo")
          .containsEntry("description", "")
          .containsEntry("vdbtype", engine == Engine.MariaDB ? "mariadb" : "pgsql")
          .containsEntry("vdbhost", "127.0.0.1")
          .containsEntry("vdblogin", login)
          .containsEntry("vdbpass", password)
          .containsEntry("vdbname", database)
          .containsEntry("vdbprefix", "mdl_")
          .containsEntry("vdbpersist", "0")
          .containsEntry("vdatapath", "/srv/moodledata/" + id)
          .containsEntry("mnet", "-1")
          .containsEntry("enabled", "0")
          .containsEntry("lastcron", "0")
          .containsEntry("lastcrongap", "0")
          .containsEntry("croncount", "0")
          .containsEntry(
              "metadata",
              "{\"vmoodle.io/tenant-id\":\"%s\",\"vmoodle.io/release\":\"4.4\"}".formatted(id));
      assertThat(Long.parseLong(text(row, "timecreated"))).isGreaterThan(1_700_000_000);
      assertThat(reality.rows()).hasSize(1);

      assertThat(reality.claims(id))
          .isEqualTo(
              Map.of(
                  "url", "https://hugo.example.edu",
                  "database", "first/" + database,
                  "login", "first/" + login,
                  "data_dir", "/srv/moodledata/" + id));
      assertThat(reality.ledger(id).orElseThrow())
          .containsEntry("state", "ACTIVE")
          .containsEntry("origin", "CREATED")
          .containsEntry("ns", namespace.name())
          .containsEntry("name", "hugo")
          .containsEntry("cr_uid", tenant.getMetadata().getUid())
          .containsEntry("release_name", "4.4")
          .containsEntry("release_service", "moodle-44:80")
          .containsEntry("registry_id", text(row, "id"))
          .containsEntry("installed_at", "");

      assertThat(status.url()).isEqualTo("https://hugo.example.edu");
      assertThat(status.database()).isEqualTo(new DatabaseStatus("first", database, 1));
      assertThat(status.dataDir()).isEqualTo("/srv/moodledata/" + id);
      assertThat(status.release()).isEqualTo("4.4");
      assertThat(status.registryId()).isEqualTo(Long.valueOf(text(row, "id")));
      assertThat(status.installedAt()).isNull();
      assertThat(status.observedGeneration()).isEqualTo(1);
      assertThat(status.conditions())
          .extracting(it -> it.getType() + "=" + it.getStatus() + " " + it.getReason())
          .containsExactly(
              "Accepted=True Accepted",
              "DatabaseReady=True DatabaseReady",
              "Installed=False WaitingForJob",
              "Ready=False WaitingForJob",
              "Reconciling=True WaitingForJob",
              "Registered=True Registered",
              "Routed=False WaitingForEarlierStep",
              "UpToDate=Unknown WaitingForEarlierStep");

      assertThat(Story.of(client, tenant)).as("it does not serve yet").isEmpty();
      assertThat(new StoredRoutes(client, namespace.name()).names())
          .as("no route leads to a database without a Moodle")
          .containsExactly("academie-main");
      assertThat(client.secrets().inNamespace(namespace.name()).list().getItems())
          .extracting(it -> it.getMetadata().getName())
          .as("the administrator's, and its copy for the Job")
          .containsExactlyInAnyOrder(
              "admin", "vm-" + id + "-db", "vm-" + id + "-admin", "vm-" + id + "-install");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anInstalledTenantIsEnabledRoutedAndReady(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var tenant =
          client.resource(Manifests.tenant(namespace.name(), "hugo", "hugo.example.edu")).create();
      var id =
          String.valueOf(
              operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob").tenantId());

      operator.reality().pretendInstalled(id);

      var status = operator.awaitReady(tenant);
      assertThat(status.installedAt()).isEqualTo("2001-09-09T01:46:40Z");
      assertThat(operator.reality().row("https://hugo.example.edu").orElseThrow())
          .containsEntry("enabled", "1");
      assertThat(Story.awaitMessage(client, tenant, "Ready")).isNotEmpty();
      assertThat(new StoredRoutes(client, namespace.name()).paths("vm-" + id))
          .containsExactly("/local/vmoodle -> academie-unavailable:80", "/ -> moodle-44:80");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aChangedReleaseTurnsNothing(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var follower =
          client.resource(Manifests.tenant(namespace.name(), "hugo", "hugo.example.edu")).create();
      var pinned =
          client
              .resource(
                  Manifests.with(
                      Manifests.tenant(namespace.name(), "zola", "zola.example.edu"),
                      "{\"spec\": {\"release\": \"4.5\"}}"))
              .create();
      var id =
          String.valueOf(
              operator.awaitReason(follower, ConditionType.Ready, "WaitingForJob").tenantId());
      operator.awaitReason(pinned, ConditionType.Ready, "WaitingForJob");
      operator.reality().pretendInstalled(id);
      operator.awaitReady(follower);
      var row = operator.reality().row("https://hugo.example.edu").orElseThrow();

      Edits.merge(client, operator.platform(), "{\"spec\": {\"defaultRelease\": \"4.5\"}}");
      Edits.merge(client, pinned, "{\"spec\": {\"release\": \"4.4\"}}");

      var behind =
          operator.awaitTenant(
              follower, ConditionType.UpToDate, it -> it.getStatus().equals("False"));
      assertThat(behind.release()).isEqualTo("4.4");
      assertThat(RunningOperator.condition(behind, ConditionType.Ready).orElseThrow().getStatus())
          .as("it keeps serving")
          .isEqualTo("True");
      assertThat(
              operator
                  .awaitReason(pinned, ConditionType.UpToDate, "WaitingForEarlierStep")
                  .release())
          .isEqualTo("4.5");
      assertThat(operator.reality().row("https://hugo.example.edu")).contains(row);
      assertThat(operator.reality().ledger(id).orElseThrow()).containsEntry("release_name", "4.4");
      assertThat(operator.reality().row("https://zola.example.edu").orElseThrow().get("metadata"))
          .contains("\"vmoodle.io/release\":\"4.5\"");

      Edits.merge(client, operator.platform(), "{\"spec\": {\"defaultRelease\": \"4.4\"}}");
      operator.awaitTenant(follower, ConditionType.UpToDate, it -> it.getStatus().equals("True"));
    }
  }
}
