package io.vmoodle.operator.tenant;

import static io.vmoodle.operator.harness.Reality.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Reality;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.Story;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others do to registry rows, and what becomes of it. */
@ExtendWith(ClusterExtension.class)
class RowDriftIT {
  private static final String HUGO = "https://hugo.example.edu";
  private static final String ZOLA = "https://zola.example.edu";

  private final KubernetesClient client;

  RowDriftIT(KubernetesClient client) {
    this.client = client;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void editedColumnsAreMendedAndNamedButNeverTheirValues(
      Engine engine, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var tenant = ready(operator, engine, namespace, "hugo");
      var row = operator.reality().row(HUGO).orElseThrow();

      operator
          .reality()
          .execute(
              "UPDATE mdl_local_vmoodle SET vdatapath = '/tmp/elsewhere', enabled = 0, croncount = 9");

      awaitRow(operator.reality(), HUGO, with(row, "croncount", "9"));
      assertThat(Story.awaitMessage(client, tenant, "DriftCorrected"))
          .contains("vdatapath", "enabled", "row " + row.get("id"))
          .doesNotContain("vdbpass", "croncount", "/tmp/elsewhere");

      operator.reality().execute("UPDATE mdl_local_vmoodle SET vdbpass = 'stolen-Secret-1'");

      awaitRow(operator.reality(), HUGO, with(row, "croncount", "9"));
      await()
          .untilAsserted(
              () ->
                  assertThat(Story.messages(client, tenant, "DriftCorrected"))
                      .anyMatch(message -> message.endsWith("written again: vdbpass.")));
      assertThat(Story.of(client, tenant))
          .extracting(it -> it.getMessage())
          .noneMatch(
              message -> message.contains("stolen") || message.contains(ExistingMoodles.PASSWORD));
      operator.awaitReady(tenant);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void anOldRowThatThePluginsCronWritesBackIsMendedButKeepsItsCronColumns(
      Engine engine, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var tenant = ready(operator, engine, namespace, "hugo");
      operator.reality().execute("CREATE TABLE held AS SELECT * FROM mdl_local_vmoodle");
      Edits.merge(client, tenant, "{\"spec\": {\"site\": {\"fullName\": \"New name\"}}}");
      var row = with(operator.reality().row(HUGO).orElseThrow(), "name", "New name");
      awaitRow(operator.reality(), HUGO, row);

      operator
          .reality()
          .execute(
              "UPDATE mdl_local_vmoodle SET name = (SELECT name FROM held), vdbpass ="
                  + " (SELECT vdbpass FROM held), metadata = (SELECT metadata FROM held),"
                  + " lastcron = 1700000000, lastcrongap = 60, croncount = croncount + 1");

      awaitRow(
          operator.reality(),
          HUGO,
          with(with(with(row, "lastcron", "1700000000"), "lastcrongap", "60"), "croncount", "1"));
      assertThat(Story.awaitMessage(client, tenant, "DriftCorrected"))
          .endsWith("written again: name.");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aDeletedRowIsWrittenAgain(Engine engine, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var tenant = ready(operator, engine, namespace, "hugo");
      var row = operator.reality().row(HUGO).orElseThrow();

      operator.reality().execute("DELETE FROM mdl_local_vmoodle");

      await()
          .atMost(RunningOperator.PATIENCE)
          .until(() -> operator.reality().row(HUGO).isPresent());
      var again = operator.reality().row(HUGO).orElseThrow();
      assertThat(again).containsEntry("vdbpass", text(row, "vdbpass"));
      assertThat(Story.awaitMessage(client, tenant, "DriftCorrected")).contains("the whole row");
      await()
          .atMost(RunningOperator.PATIENCE)
          .until(
              () ->
                  Long.valueOf(text(again, "id"))
                      .equals(client.resource(tenant).get().getStatus().registryId()));
      operator.awaitReady(tenant);
    }
  }

  /** sync_vmoodle_register: TRUNCATE and INSERT ... SELECT without cron columns and metadata. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aTableThatThePluginsScriptsRefilledWithOtherIdsIsRecognised(
      Engine engine, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var hugo = ready(operator, engine, namespace, "hugo");
      var zola = ready(operator, engine, namespace, "zola");
      var rowOfHugo = operator.reality().row(HUGO).orElseThrow();
      var rowOfZola = operator.reality().row(ZOLA).orElseThrow();

      operator.reality().execute(refill(engine));

      await()
          .atMost(RunningOperator.PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(operator.reality().row(HUGO).orElseThrow())
                    .containsEntry("metadata", text(rowOfHugo, "metadata"))
                    .containsEntry("vdbname", text(rowOfHugo, "vdbname"))
                    .containsEntry("id", text(rowOfZola, "id"));
                assertThat(operator.reality().row(ZOLA).orElseThrow())
                    .containsEntry("metadata", text(rowOfZola, "metadata"))
                    .containsEntry("vdbname", text(rowOfZola, "vdbname"))
                    .containsEntry("id", text(rowOfHugo, "id"));
                assertThat(operator.reality().rows()).hasSize(2);
              });
      assertThat(Story.awaitMessage(client, hugo, "DriftCorrected")).contains("metadata");
      await()
          .atMost(RunningOperator.PATIENCE)
          .until(
              () ->
                  Long.valueOf(text(rowOfHugo, "id"))
                      .equals(client.resource(zola).get().getStatus().registryId()));
      operator.awaitReady(hugo);
      operator.awaitReady(zola);
    }
  }

  private static String[] refill(Engine engine) {
    var columns =
        "name, shortname, description, vhostname, vdbtype, vdbhost, vdblogin, vdbpass, vdbname,"
            + " vdbprefix, vdbpersist, vdatapath, mnet, enabled";
    var insert =
        "INSERT INTO mdl_local_vmoodle (%s) SELECT %s FROM held ORDER BY id DESC"
            .formatted(columns, columns);
    return switch (engine) {
      case MariaDB ->
          new String[] {
            "CREATE TABLE held AS SELECT * FROM mdl_local_vmoodle",
            "TRUNCATE mdl_local_vmoodle",
            insert
          };
      case PostgreSQL ->
          new String[] {
            "CREATE TABLE held AS SELECT * FROM mdl_local_vmoodle",
            "TRUNCATE mdl_local_vmoodle RESTART IDENTITY",
            insert
          };
    };
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void driftIsOnlyReportedWhereThePlatformSaysSo(Engine engine, @Fresh TestNamespace namespace)
      throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var tenant = ready(operator, engine, namespace, "hugo");
      Edits.merge(client, operator.platform(), "{\"spec\": {\"drift\": \"Report\"}}");

      Edits.merge(client, tenant, "{\"spec\": {\"site\": {\"fullName\": \"New name\"}}}");
      await("a wish of the tenant is no drift")
          .atMost(RunningOperator.PATIENCE)
          .until(
              () ->
                  operator
                      .reality()
                      .row(HUGO)
                      .filter(it -> text(it, "name").equals("New name"))
                      .isPresent());
      operator.awaitReady(tenant);
      assertThat(Story.messages(client, tenant, "DriftDetected")).isEmpty();

      operator.reality().execute("UPDATE mdl_local_vmoodle SET vdatapath = '/tmp/elsewhere'");

      var status = operator.awaitReason(tenant, ConditionType.Registered, "DriftDetected");
      assertThat(
              RunningOperator.condition(status, ConditionType.Registered)
                  .orElseThrow()
                  .getMessage())
          .contains("vdatapath", "set the platform's drift to Correct")
          .doesNotContain("/tmp/elsewhere");
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(4))
          .until(
              () ->
                  text(operator.reality().row(HUGO).orElseThrow(), "vdatapath")
                      .equals("/tmp/elsewhere"));

      operator.reality().execute("DELETE FROM mdl_local_vmoodle");
      operator.awaitTenant(
          tenant, ConditionType.Registered, it -> it.getMessage().contains("the whole row"));
      assertThat(operator.reality().rows()).isEmpty();

      Edits.merge(client, operator.platform(), "{\"spec\": {\"drift\": \"Correct\"}}");
      operator.awaitReady(tenant);
      assertThat(operator.reality().row(HUGO)).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aChangedWishIsWrittenWithoutCallingItDrift(Engine engine, @Fresh TestNamespace namespace)
      throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace.name())) {
      var tenant = ready(operator, engine, namespace, "hugo");
      var row = operator.reality().row(HUGO).orElseThrow();

      Edits.merge(
          client,
          tenant,
          "{\"spec\": {\"site\": {\"fullName\": \"Collège d'Été\", \"shortName\": \"ete\","
              + " \"description\": \"O'Reilly \\\\ \\\"x\\\";--\"}}}");

      awaitRow(
          operator.reality(),
          HUGO,
          with(
              with(with(row, "name", "Collège d'Été"), "shortname", "ete"),
              "description",
              "O'Reilly \\ \"x\";--"));
      operator.awaitReady(tenant);
      assertThat(Story.messages(client, tenant, "DriftCorrected")).isEmpty();
    }
  }

  private VirtualMoodle ready(
      RunningOperator operator, Engine engine, TestNamespace namespace, String name)
      throws Exception {
    var tenant =
        ExistingMoodles.adopt(
            client, engine, namespace.name(), name, "host: %s.example.edu".formatted(name));
    operator.awaitReady(tenant);
    return tenant;
  }

  private static void awaitRow(Reality reality, String url, Map<String, String> expected) {
    await()
        .atMost(RunningOperator.PATIENCE)
        .untilAsserted(() -> assertThat(reality.row(url)).contains(expected));
  }

  private static Map<String, String> with(Map<String, String> row, String column, String value) {
    var changed = new LinkedHashMap<>(row);
    changed.put(column, value);
    return changed;
  }
}
