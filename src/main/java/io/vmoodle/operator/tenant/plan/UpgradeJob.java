package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.jobs.DataFolder;
import io.vmoodle.operator.jobs.JobFiles;
import io.vmoodle.operator.jobs.JobRequest;
import io.vmoodle.operator.jobs.SecretEnv;
import io.vmoodle.operator.jobs.SecretFiles;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.Upgrade;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.tenant.facts.DatabaseSecret;
import io.vmoodle.operator.tenant.facts.Wish;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Job of a phase of an upgrade: whose code runs which script, and what it is told. */
public final class UpgradeJob {
  private UpgradeJob() {}

  /**
   * The Job of the phase that the tenant's upgrade is in, under the name that the ledger has.
   *
   * @param files the operator's own files
   */
  public static JobRequest of(Wish wish, LedgerTenant tenant, JobFiles files) {
    var operation = requireNonNull(tenant.operation());
    var upgrade = requireNonNull(operation.upgrade());
    return switch (upgrade.phase()) {
      case QUIESCING -> moodle(wish, tenant, operation, tenant.release(), "quiesce.sh", files);
      case SNAPSHOTTING -> copy(wish, tenant, operation, upgrade, files);
      case UPGRADING -> moodle(wish, tenant, operation, operation.target(), "upgrade.sh", files);
      case OPENING -> moodle(wish, tenant, operation, tenant.release(), "open.sh", files);
      case REVERTING -> moodle(wish, tenant, operation, tenant.release(), "restore.sh", files);
      case VERIFYING, SWITCHING, WATCHING, RESTORING, FAILED ->
          throw new IllegalArgumentException(upgrade.phase() + " has no Job");
    };
  }

  private static JobRequest moodle(
      Wish wish,
      LedgerTenant tenant,
      Operation operation,
      String release,
      String script,
      JobFiles files) {
    var platform = wish.platform();
    var code = platform.release(release).orElseThrow();
    var deadlines = platform.spec().jobs().deadlines();
    var upgrades = requireNonNull(operation.upgrade()).phase() == UpgradePhase.UPGRADING;
    return new JobRequest(
        platform.namespace(),
        operation.jobName(),
        Labels.ofTenant(platform.name(), tenant.id()),
        Labels.annotationsOfTenant(wish.namespace(), wish.name()),
        code.image(),
        code.codePath(),
        command(script),
        env(tenant, operation, upgrades),
        files,
        null,
        new DataFolder(platform.spec().storage().claimName(), tenant.id(), tenant.dataDir()),
        upgrades ? deadlines.upgradesWithin() : deadlines.copiesWithin());
  }

  private static List<String> command(String script) {
    return List.of("/bin/sh", JobFiles.SCRIPTS + "/" + script);
  }

  /** The row names the old release until the database is on the new one: that is let through. */
  private static Map<String, String> env(
      LedgerTenant tenant, Operation operation, boolean upgrades) {
    var env = new TreeMap<String, String>();
    env.put("VMOODLE_HOST", tenant.url());
    env.put("VMOODLE_TENANT_ID", tenant.id());
    env.put("VMOODLE_RESULT", "/dev/termination-log");
    env.put("VMOODLE_OPERATION", Long.toString(requireNonNull(operation.upgrade()).number()));
    if (upgrades) {
      env.put("VMOODLE_ALLOW", "release");
    }
    return env;
  }

  /** Works on the database server alone: it sees no data folder, and knows nothing of Moodle. */
  private static JobRequest copy(
      Wish wish, LedgerTenant tenant, Operation operation, Upgrade upgrade, JobFiles files) {
    var platform = wish.platform();
    var jobs = platform.spec().jobs();
    var server = platform.server(tenant.server()).orElseThrow();
    var authorities = server.tls().caSecretRef();
    return new JobRequest(
        platform.namespace(),
        operation.jobName(),
        Labels.ofTenant(platform.name(), tenant.id()),
        Labels.annotationsOfTenant(wish.namespace(), wish.name()),
        requireNonNull(jobs.toolsImage()),
        "/",
        command("copy.sh"),
        copyEnv(tenant, upgrade, server),
        files,
        authorities == null ? null : SecretFiles.of(authorities.name(), authorities.key()),
        new SecretEnv(
            DatabaseSecret.name(tenant.id()),
            Map.of("VMOODLE_DB_PASSWORD", DatabaseSecret.PASSWORD)),
        null,
        jobs.deadlines().copiesWithin());
  }

  /** A port of the operator's own way to the server says nothing of the way that pods have. */
  private static int port(DatabaseServerSpec server) {
    var host = server.admin().host();
    var port = host == null || host.equals(server.host()) ? server.admin().port() : null;
    return port == null ? Endpoint.defaultPort(requireNonNull(server.engine())) : port;
  }

  private static Map<String, String> copyEnv(
      LedgerTenant tenant, Upgrade upgrade, DatabaseServerSpec server) {
    var env = new TreeMap<String, String>();
    env.put("VMOODLE_RESULT", "/dev/termination-log");
    env.put("VMOODLE_SOURCE_DATABASE", tenant.database());
    env.put(
        "VMOODLE_TARGET_DATABASE", new TenantNames(tenant.id()).database(upgrade.copyGeneration()));
    env.put("VMOODLE_DB_HOST", server.host());
    env.put("VMOODLE_DB_PORT", Integer.toString(port(server)));
    env.put("VMOODLE_DB_USER", tenant.login());
    env.put("VMOODLE_DB_TLS", server.tls().mode().name());
    var authorities = server.tls().caSecretRef();
    if (authorities != null) {
      env.put("VMOODLE_DB_CA", SecretFiles.path(authorities.key()));
    }
    return env;
  }
}
