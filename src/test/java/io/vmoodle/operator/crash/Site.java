package io.vmoodle.operator.crash;

import static java.util.Objects.requireNonNull;
import static java.util.function.Predicate.isEqual;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.crash.process.OperatorProcess;
import io.vmoodle.operator.crash.process.Point;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Groundwork;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.PlayedKubelet;
import io.vmoodle.operator.harness.Reality;
import io.vmoodle.operator.harness.RunningOperator;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A namespace with a platform on a registry of its own, and what people and programs do to its
 * tenants. No operator of this JVM is there.
 */
record Site(Cluster cluster, Engine engine, String namespace, String registry) {
  /** What {@link #reason} says of a tenant that is installed again. */
  static final String REINSTALLING = "Reinstalling";

  /** What the names of tenants begin with whose maintenance fails. */
  static final String FAILING = "mainfail";

  private static final Duration LOOK = Duration.ofSeconds(1);

  /**
   * Longer than it takes until all have come to their points: what is found on a timer is not what
   * is tested. Shorter than a test's patience: a tenant that had to wait too long for one of the
   * few connections that are left tries again.
   */
  private static final Duration RARELY = Duration.ofSeconds(45);

  static Site create(Cluster cluster, Engine engine, String namespace) {
    var client = cluster.client();
    var registry = Groundwork.lay(client, engine, namespace);
    var platform = client.resource(Manifests.platform(namespace, engine, registry)).create();
    // No node runs a Job, so that none ever makes room for another.
    Edits.merge(
        client,
        platform,
        """
        {"spec": {
          "jobs": {"maxConcurrent": 256, "toolsImage": "registry.example.edu/tools:1"},
          "rollout": {"maxConcurrent": 256, "haltAfterFailures": 10000, "settle": "0s"}}}
        """);
    new PlayedKubelet(client, namespace).endAtOnce(FAILING);
    return new Site(cluster, engine, namespace, registry);
  }

  KubernetesClient client() {
    return cluster.client();
  }

  DatabaseLab lab() {
    return Engines.lab(engine);
  }

  /** An operator that makes everything true. */
  OperatorProcess operator() {
    return OperatorProcess.start(cluster.kubeconfig(), Set.of(namespace), LOOK, List.of());
  }

  /** An operator that comes to a stop at some points. */
  OperatorProcess operatorThatStops(Collection<Point> stops) {
    return OperatorProcess.start(cluster.kubeconfig(), Set.of(namespace), RARELY, stops);
  }

  /** Waits until all are as wished; an operator has to run. */
  void await(Map<Tenant, End> wanted) {
    Awaiting.that(wanted, client(), namespace);
  }

  Map<String, VirtualMoodle> resources() {
    return client().resources(VirtualMoodle.class).inNamespace(namespace).list().getItems().stream()
        .collect(Collectors.toMap(it -> it.getMetadata().getName(), it -> it));
  }

  /** Applies the tenant, and what it names if that is not there. */
  void apply(Tenant tenant) throws SQLException {
    var database = tenant.existingDatabase();
    var fresh = tenant.source() != Source.INSTALL && !exists(database);
    if (fresh) {
      ExistingMoodles.create(engine, database);
      if (tenant.source() == Source.ADOPTED) {
        insertRow(tenant);
      } else {
        client().resource(ExistingMoodles.secret(namespace, tenant.ownSecret(), database)).create();
      }
    }
    client().resource(TenantManifest.of(namespace, tenant)).create();
  }

  private boolean exists(String database) throws SQLException {
    return Answer.of(
            lab(),
            "",
            engine == Engine.MariaDB
                ? "SELECT schema_name FROM information_schema.schemata"
                : "SELECT datname FROM pg_database")
        .stream()
        .anyMatch(isEqual(List.of(database)));
  }

  /** As the plugin does it. */
  private void insertRow(Tenant tenant) throws SQLException {
    var database = tenant.existingDatabase();
    lab()
        .execute(
            registry,
            """
            INSERT INTO mdl_local_vmoodle (name, shortname, vhostname, vdbtype, vdbhost, vdblogin,
              vdbpass, vdbname, vdbprefix, vdatapath, enabled, mnet)
            VALUES ('before', 'before', '%s', '%s', '127.0.0.1', '%s', '%s', '%s', 'mdl_',
              '/srv/moodledata/%s', 1, -1)
            """
                .formatted(
                    tenant.url(),
                    engine == Engine.MariaDB ? "mariadb" : "pgsql",
                    database,
                    ExistingMoodles.PASSWORD,
                    database,
                    database));
  }

  void suspend(Tenant tenant) {
    state(tenant, "Suspended");
  }

  void maintain(Tenant tenant) {
    state(tenant, "Maintenance");
  }

  private void state(Tenant tenant, String state) {
    Edits.merge(
        client(),
        TenantManifest.of(namespace, tenant),
        "{\"spec\": {\"state\": \"%s\"}}".formatted(state));
  }

  /** Deletes the tenant and lets go of it by the annotation. */
  void letGo(Tenant tenant) {
    Edits.annotate(
        client(), TenantManifest.of(namespace, tenant), "vmoodle.io/release-hold", id(tenant));
    delete(tenant);
  }

  void delete(Tenant tenant) {
    client().resource(TenantManifest.of(namespace, tenant)).delete();
  }

  /** What the installing Job will come to. */
  void markInstalled(Tenant tenant) throws SQLException {
    lab()
        .execute(
            registry,
            "UPDATE vmoodle_operator.tenant SET installed_at = 1 WHERE id = '%s'"
                .formatted(id(tenant)));
  }

  /** A Moodle is in its database, and it is to come to the other release. */
  void upgrade(Tenant tenant) throws SQLException {
    var id = id(tenant);
    var reality = reality();
    var database = "vm_%s_1".formatted(id);
    reality.makeMoodle(id, database, true);
    reality.asTenant(
        id,
        database,
        "CREATE TABLE mdl_config_plugins (id BIGINT PRIMARY KEY, plugin VARCHAR(100), name VARCHAR(100), value TEXT)",
        "INSERT INTO mdl_config_plugins VALUES (1, 'mod_forum', 'version', '2024042200')");
    client()
        .resource(TenantManifest.of(namespace, tenant))
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"release\":\"4.5\"}}");
  }

  Reality reality() {
    return new Reality(engine, registry);
  }

  void editRow(Tenant tenant) throws SQLException {
    lab()
        .execute(
            registry,
            "UPDATE mdl_local_vmoodle SET name = 'edited', vdbpass = '' WHERE vhostname = '%s'"
                .formatted(tenant.url()));
  }

  void deleteRow(Tenant tenant) throws SQLException {
    lab()
        .execute(
            registry,
            "DELETE FROM mdl_local_vmoodle WHERE vhostname = '%s'".formatted(tenant.url()));
  }

  void editSecret(Tenant tenant) {
    client()
        .secrets()
        .inNamespace(namespace)
        .withName("vm-%s-db".formatted(id(tenant)))
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"stringData\":{\"username\":\"somebody\"}}");
  }

  void choosePassword(Tenant tenant) {
    client()
        .secrets()
        .inNamespace(namespace)
        .withName("vm-%s-db".formatted(id(tenant)))
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"stringData\":{\"password\":\"chosen-1\"}}");
  }

  void deleteSecret(Tenant tenant) {
    client().secrets().inNamespace(namespace).withName("vm-%s-db".formatted(id(tenant))).delete();
  }

  void deleteJob(Tenant tenant) {
    client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withName("vm-%s-install-1".formatted(id(tenant)))
        .delete();
  }

  void askForRotation(Tenant tenant) {
    client()
        .resource(TenantManifest.of(namespace, tenant))
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"vmoodle.io/rotate-credentials\":\"now\"}}}");
  }

  /** As if the operator had died before it noted for what it opened it, or a person had done it. */
  void openOtherLogin(Tenant tenant) throws SQLException {
    var id = id(tenant);
    try (var connection = lab().admin("");
        var statement = connection.createStatement()) {
      for (var sql :
          switch (engine) {
            case MariaDB ->
                List.of(
                    "INSERT INTO vmoodle_operator.made (name) VALUES ('vm_%s_b')".formatted(id),
                    "CREATE USER 'vm_%s_b'@'%%' IDENTIFIED BY 'open-Secret-1'".formatted(id));
            case PostgreSQL ->
                List.of(
                    "CREATE ROLE vm_%1$s_b LOGIN NOINHERIT IN ROLE vm_%1$s".formatted(id),
                    "COMMENT ON ROLE vm_%1$s_b IS 'vmoodle-operator tenant %1$s'".formatted(id));
          }) {
        statement.execute(sql);
      }
    }
  }

  void changeLimit(Tenant tenant) throws SQLException {
    lab()
        .execute(
            "",
            switch (engine) {
              case MariaDB ->
                  "ALTER USER 'vm_%s_a'@'%%' WITH MAX_USER_CONNECTIONS 3".formatted(id(tenant));
              case PostgreSQL -> "ALTER ROLE vm_%s_a CONNECTION LIMIT 3".formatted(id(tenant));
            });
  }

  void deleteRoute(Tenant tenant) {
    client().resources(Ingress.class).inNamespace(namespace).withName("vm-" + id(tenant)).delete();
  }

  void dropDatabase(Tenant tenant) throws SQLException {
    var database = "vm_%s_1".formatted(id(tenant));
    lab().execute("", "DROP DATABASE " + database);
  }

  /** The resource is replaced by another of its name, without the operator having seen it go. */
  void replace(Tenant tenant) throws SQLException {
    var resource = client().resource(TenantManifest.of(namespace, tenant));
    resource.delete();
    resource.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    await(Map.of(tenant, End.GONE));
    apply(tenant);
  }

  /** The same, after the operator had begun to delete the earlier one. */
  void replaceWhileDeleting(Tenant tenant) throws SQLException {
    lab()
        .execute(
            registry,
            "UPDATE vmoodle_operator.tenant SET state = 'DELETING' WHERE id = '%s'"
                .formatted(id(tenant)));
    replace(tenant);
  }

  private String id(Tenant tenant) {
    var resource =
        client().resources(VirtualMoodle.class).inNamespace(namespace).withName(tenant.name());
    return requireNonNull(resource.require().getStatus().tenantId());
  }

  /**
   * The reason of a resource's readiness; empty where it has none yet. Of one that is installed
   * again it is always the same: the next attempt begins a minute after the one before was lost,
   * whether or not a test has looked by then.
   */
  static String reason(VirtualMoodle resource) {
    return resource.getStatus() == null
        ? ""
        : RunningOperator.condition(resource.getStatus(), ConditionType.Ready)
            .map(it -> isSecondAttempt(it) ? REINSTALLING : it.getReason())
            .orElse("");
  }

  private static boolean isSecondAttempt(Condition ready) {
    return ready.getReason().equals("JobLost")
        || (ready.getReason().equals("WaitingForJob")
            && ready.getMessage().contains("This is attempt 2;"));
  }

  /** As if the platform had used HTTPRoutes until now: the tenant has one, and no Ingress. */
  void moveRoute(Tenant tenant) {
    var route =
        client().resources(Ingress.class).inNamespace(namespace).withName("vm-" + id(tenant));
    var metadata = route.get().getMetadata();
    client()
        .resource(
            new HTTPRouteBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(metadata.getName())
                .withLabels(metadata.getLabels())
                .withAnnotations(metadata.getAnnotations())
                .endMetadata()
                .withNewSpec()
                .addNewParentRef()
                .withName("public")
                .endParentRef()
                .endSpec()
                .build())
        .create();
    route.delete();
  }
}
