package io.vmoodle.operator.tenant.step;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.jobs.JobFiles;
import io.vmoodle.operator.jobs.JobForm;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationType;
import io.vmoodle.operator.platform.files.BootFiles;
import io.vmoodle.operator.platform.files.JobScripts;
import io.vmoodle.operator.tenant.facts.InstallNames;
import io.vmoodle.operator.tenant.plan.Backoff;
import io.vmoodle.operator.tenant.plan.InstallJob;
import io.vmoodle.operator.tenant.plan.InstallStages;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to have a Moodle installed in a tenant's database. */
public final class InstallActions {
  private final JobMaker jobs;
  private final AdminSecrets secrets;
  private final Events events;
  private final InstantSource clock;

  public InstallActions(JobMaker jobs, AdminSecrets secrets, Events events, InstantSource clock) {
    this.jobs = jobs;
    this.secrets = secrets;
    this.events = events;
    this.clock = clock;
  }

  void begin(TenantAtWork tenant) {
    var ledger = tenant.ledger();
    var first =
        Operation.first(
            OperationType.INSTALL,
            ledger.release(),
            InstallNames.job(ledger.id(), ledger.generation()));
    tenant.fleet().saw(tenant.platform().ledger().operations().begin(ledger, first));
  }

  void createAdminSecret(TenantAtWork tenant) {
    secrets.create(tenant);
  }

  void createJob(TenantAtWork tenant) {
    jobs.make(
        tenant,
        desired(tenant),
        ConditionType.Installed,
        () -> secrets.copyForJob(tenant),
        most -> InstallStages.queued(tenant.ledger(), most));
  }

  private static Job desired(TenantAtWork tenant) {
    var wish = tenant.wish();
    var platform = wish.platform();
    var release = platform.release(tenant.ledger().release()).orElseThrow();
    var files = new JobFiles(BootFiles.name(platform.name()), JobScripts.name(platform.name()));
    return JobForm.of(platform.spec().jobs(), InstallJob.of(wish, tenant.ledger(), release, files));
  }

  void noteJob(TenantAtWork tenant) {
    tenant.fleet().saw(tenant.platform().ledger().operations().started(tenant.ledger()));
  }

  void nextGeneration(TenantAtWork tenant, @Nullable Finding why) {
    var ledger = tenant.ledger();
    var operation = requireNonNull(ledger.operation());
    var generation = ledger.generation() + 1;
    var next = next(operation, InstallNames.job(ledger.id(), generation), why);
    tenant
        .fleet()
        .saw(
            tenant
                .platform()
                .ledger()
                .operations()
                .nextGeneration(ledger, tenant.names().database(generation), next));
    jobs.over(tenant, List.of(operation.jobName()));
    if (why != null) {
      events.warning(
          tenant.resource(),
          why.reason(),
          "Attempt %d to install Moodle failed (Job %s). %s"
              .formatted(operation.attempt(), operation.jobName(), why.message()));
    }
  }

  private Operation next(Operation operation, String job, @Nullable Finding why) {
    return why == null
        ? Operation.first(operation.type(), operation.target(), job)
        : operation.next(
            job,
            clock.instant().plus(Backoff.after(operation.attempt())),
            new Operation.Failure(why.reason().name(), why.message()));
  }

  void removeJobs(TenantAtWork tenant, Set<String> names) {
    jobs.remove(tenant, names);
  }

  void dropLeftovers(TenantAtWork tenant, Set<String> databases) {
    for (var database : databases) {
      tenant.server().dropDatabase(database);
      tenant.contents().gone(database);
    }
  }

  void removeJobSecret(TenantAtWork tenant) {
    secrets.removeCopy(tenant);
  }

  void removeAdminSecret(TenantAtWork tenant) {
    secrets.remove(tenant);
  }

  void endOperation(TenantAtWork tenant) {
    tenant.fleet().saw(tenant.platform().ledger().operations().end(tenant.ledger()));
  }

  /** The tenant's Job needs no room any more. */
  void over(TenantAtWork tenant) {
    var ledger = tenant.ledger();
    jobs.over(tenant, List.of(InstallNames.job(ledger.id(), ledger.generation())));
  }
}
