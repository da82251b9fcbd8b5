package io.vmoodle.operator.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A running operator with the usual platform, and what attackers do to it. */
record Attack(
    KubernetesClient client,
    Engine engine,
    String home,
    RunningOperator operator,
    Interference interference)
    implements AutoCloseable {

  static Attack on(KubernetesClient client, Engine engine, String home, String... others) {
    var interference = new Interference();
    var operator = RunningOperator.start(client, engine, interference, home, others);
    client.resource(operator.platform()).create();
    return new Attack(client, engine, home, operator, interference);
  }

  /** A name that no other test has; short enough for every column. */
  static String unique(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 8);
  }

  DatabaseLab lab() {
    return Engines.lab(engine);
  }

  /** Applies a tenant of the platform, from whatever namespace. */
  VirtualMoodle tenant(String namespace, String name, String address) {
    return tenant(namespace, name, address, "deletionPolicy: Retain");
  }

  /** The same with more fields, as YAML. */
  VirtualMoodle tenant(String namespace, String name, String address, String more) {
    return client
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: vmoodle.io/v1alpha1
                kind: VirtualMoodle
                metadata: {namespace: %s, name: %s}
                spec:
                  platformRef: {name: %s, namespace: %s}
                  address: {%s}
                  %s
                  %s
                """
                    .formatted(
                        namespace,
                        name,
                        Manifests.PLATFORM,
                        home,
                        address,
                        more.startsWith("site:")
                            ? ""
                            : "site: {fullName: School, shortName: school}",
                        more),
                VirtualMoodle.class))
        .create();
  }

  /** A tenant that names an existing database. */
  VirtualMoodle existing(String namespace, String name, String host, String existing) {
    return tenant(
        namespace,
        name,
        "host: " + host,
        "source: {type: Existing, existing: {server: first, %s}}".formatted(existing));
  }

  /** Changes the platform's spec by a JSON merge patch, and waits until the operator knows. */
  void platform(String spec) {
    var generation =
        client
            .resource(operator.platform())
            .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": %s}".formatted(spec))
            .getMetadata()
            .getGeneration();
    await("the operator to see the platform's spec " + generation)
        .atMost(RunningOperator.PATIENCE)
        .until(
            () -> client.resource(operator.platform()).get().getStatus(),
            status -> status != null && generation.equals(status.observedGeneration()));
  }

  /** Changes a tenant's description, so that it is looked at. */
  void describe(VirtualMoodle tenant, String description) {
    client
        .resource(tenant)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\": {\"site\": {\"description\": \"%s\"}}}".formatted(description));
  }

  /** Waits for the reason of a condition and returns its message. */
  String message(VirtualMoodle tenant, ConditionType type, String reason) {
    return RunningOperator.condition(operator.awaitReason(tenant, type, reason), type)
        .map(Condition::getMessage)
        .orElseThrow();
  }

  /** Waits until a tenant is refused for a reason, and returns why. */
  String refusal(VirtualMoodle tenant, String reason) {
    return message(tenant, ConditionType.Accepted, reason);
  }

  /** Does something once after a tenant's step, before the next one. */
  void after(String step, String tenant, Interference.Act act) {
    interference.plan(step, tenant, act);
  }

  /** The id that the ledger has for a tenant. */
  String idOf(String name) throws SQLException {
    try (var connection = lab().superuser(operator.registry());
        var query =
            connection.prepareStatement(
                "SELECT id FROM vmoodle_operator.tenant WHERE ns = ? AND name = ?")) {
      query.setString(1, home);
      query.setString(2, name);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  /** What somebody does to the registry by hand. */
  void byHand(String... statements) throws SQLException {
    lab().execute(operator.registry(), statements);
  }

  /** Somebody's row. */
  void strangersRow(String url, String database, String metadata) throws SQLException {
    try (var connection = lab().superuser(operator.registry());
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO mdl_local_vmoodle
                  (name, shortname, description, vhostname, vdbtype, vdbhost, vdblogin, vdbpass,
                   vdbname, vdatapath, metadata)
                VALUES ('theirs', 'theirs', '', ?, 'mariadb', '127.0.0.1', ?, 'their-Secret-1', ?,
                   '/srv/theirs', ?)
                """)) {
      insert.setString(1, url);
      insert.setString(2, database.substring(0, Math.min(16, database.length())));
      insert.setString(3, database);
      insert.setString(4, metadata);
      insert.executeUpdate();
    }
  }

  /** All rows of the registry with all columns, as text. */
  List<Map<String, String>> rows() throws SQLException {
    try (var connection = lab().superuser(operator.registry());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT * FROM mdl_local_vmoodle ORDER BY id")) {
      var all = new ArrayList<Map<String, String>>();
      while (rows.next()) {
        var row = new TreeMap<String, String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(
              rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT),
              String.valueOf(rows.getString(i)));
        }
        all.add(row);
      }
      return all;
    }
  }

  /** The row of a URL. */
  Map<String, String> row(String url) throws SQLException {
    return rows().stream()
        .filter(row -> url.equals(row.get("vhostname")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + url));
  }

  /** What a tenant's Moodle would log in with. */
  Map<String, String> databaseSecret(String tenantId) {
    var secret =
        await("Secret of tenant " + tenantId)
            .atMost(RunningOperator.PATIENCE)
            .until(
                () ->
                    client
                        .secrets()
                        .inNamespace(home)
                        .withName("vm-%s-db".formatted(tenantId))
                        .get(),
                found -> found != null);
    return values(secret);
  }

  private static Map<String, String> values(Secret secret) {
    var values = new TreeMap<String, String>();
    secret
        .getData()
        .forEach(
            (key, value) -> values.put(key, new String(Base64.getDecoder().decode(value), UTF_8)));
    return values;
  }

  @Override
  public void close() {
    operator.close();
  }
}
