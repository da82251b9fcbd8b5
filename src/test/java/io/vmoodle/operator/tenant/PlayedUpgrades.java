package io.vmoodle.operator.tenant;

import static io.vmoodle.operator.harness.Reality.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.PlayedKubelet;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.platform.release.KnownReleases;
import java.sql.SQLException;
import java.util.Optional;

/** Tenants whose upgrades a test plays: it does what the pods of their Jobs would do. */
record PlayedUpgrades(
    Engine engine, KubernetesClient client, RunningOperator operator, String namespace) {
  /** A tenant with a Moodle on 4.4 that serves. */
  VirtualMoodle served(String name) throws SQLException {
    var tenant = client.resource(Manifests.tenant(namespace, name, name + ".example.edu")).create();
    operator.awaitReason(tenant, ConditionType.Installed, "WaitingForJob");
    var id = operator.idOf(tenant);
    var job = kubelet().awaitJob("vm-%s-install-1".formatted(id));
    operator.reality().makeMoodle(id, database(id, 1), true);
    operator
        .reality()
        .asTenant(
            id,
            database(id, 1),
            "UPDATE mdl_config SET value = '%s' WHERE name = 'allversionshash'"
                .formatted(KnownReleases.hash("4.4")),
            "CREATE TABLE mdl_config_plugins (id BIGINT PRIMARY KEY, plugin VARCHAR(100), name VARCHAR(100), value TEXT)",
            "INSERT INTO mdl_config_plugins VALUES (1, 'mod_forum', 'version', '2024042200')");
    succeed(job);
    operator.awaitReady(tenant);
    return tenant;
  }

  void state(VirtualMoodle tenant, String state) {
    Edits.merge(
        client, client.resource(tenant).get(), "{\"spec\": {\"state\": \"%s\"}}".formatted(state));
  }

  VirtualMoodle pin(VirtualMoodle tenant, String release) {
    return Edits.merge(
        client,
        client.resource(tenant).get(),
        "{\"spec\": {\"release\": \"%s\"}}".formatted(release));
  }

  /** The Job that the ledger names, once it is of that kind. */
  Job awaitJob(String id, String what) {
    var name =
        await(what)
            .atMost(RunningOperator.PATIENCE)
            .until(
                () -> operator.reality().operation(id).map(it -> text(it, "job_name")).orElse(""),
                it -> it.contains("-" + what + "-"));
    return kubelet().awaitJob(name);
  }

  /** On PostgreSQL the operator copies by itself. */
  void copy(String id) throws SQLException {
    if (engine == Engine.PostgreSQL) {
      return;
    }
    var job = awaitJob(id, "copy");
    assertThat(main(job).getImage()).isEqualTo("registry.example.edu/tools:1");
    assertThat(env(job, "VMOODLE_TARGET_DATABASE").orElseThrow().getValue())
        .isEqualTo(database(id, 2));
    var password = env(job, "VMOODLE_DB_PASSWORD").orElseThrow();
    assertThat(password.getValue()).isNull();
    assertThat(password.getValueFrom().getSecretKeyRef())
        .satisfies(
            it -> {
              assertThat(it.getName()).isEqualTo("vm-%s-db".formatted(id));
              assertThat(it.getKey()).isEqualTo("password");
            });
    operator.reality().copyMoodle(database(id, 1), database(id, 2));
    succeed(job);
  }

  void upgradeDatabase(String id) throws SQLException {
    operator
        .reality()
        .asTenant(
            id,
            database(id, 1),
            "UPDATE mdl_config SET value = '%s' WHERE name = 'allversionshash'"
                .formatted(KnownReleases.hash("4.5")));
  }

  void succeed(Job job) {
    kubelet().end(name(job), 0, "Completed", "{\"outcome\":\"Ended\"}");
  }

  static String name(Job job) {
    return job.getMetadata().getName();
  }

  static Container main(Job job) {
    return job.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  static Optional<EnvVar> env(Job job, String name) {
    return main(job).getEnv().stream().filter(it -> it.getName().equals(name)).findFirst();
  }

  String backend(String id) {
    return client
        .resources(Ingress.class)
        .inNamespace(namespace)
        .withName("vm-" + id)
        .require()
        .getSpec()
        .getRules()
        .getFirst()
        .getHttp()
        .getPaths()
        .stream()
        .filter(path -> path.getPath().equals("/"))
        .map(path -> path.getBackend().getService().getName())
        .findFirst()
        .orElseThrow();
  }

  static String database(String id, int generation) {
    return "vm_%s_%d".formatted(id, generation);
  }

  private PlayedKubelet kubelet() {
    return new PlayedKubelet(client, namespace);
  }
}
