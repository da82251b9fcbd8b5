package io.vmoodle.operator.tenant.step;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.jobs.JobFiles;
import io.vmoodle.operator.jobs.JobForm;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.Task;
import io.vmoodle.operator.ledger.TaskKind;
import io.vmoodle.operator.ledger.Upkeeps;
import io.vmoodle.operator.platform.files.BootFiles;
import io.vmoodle.operator.platform.files.JobScripts;
import io.vmoodle.operator.tenant.facts.UpkeepJob;
import io.vmoodle.operator.tenant.plan.Backoff;
import io.vmoodle.operator.tenant.plan.UpkeepRequest;
import io.vmoodle.operator.tenant.plan.UpkeepStages;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** What is done to keep a tenant from its visitors, and to remove its data folder. */
public final class UpkeepActions {
  private final JobMaker jobs;
  private final Events events;
  private final InstantSource clock;

  public UpkeepActions(JobMaker jobs, Events events, InstantSource clock) {
    this.jobs = jobs;
    this.events = events;
    this.clock = clock;
  }

  void suspend(TenantAtWork tenant, boolean suspended) {
    saw(tenant, ledger(tenant).suspend(tenant.ledger(), suspended));
  }

  void plan(TenantAtWork tenant, TaskKind kind) {
    saw(tenant, ledger(tenant).plan(tenant.ledger(), kind));
  }

  void createJob(TenantAtWork tenant) {
    var wish = tenant.wish();
    var platform = wish.platform();
    var task = task(tenant);
    var files = new JobFiles(BootFiles.name(platform.name()), JobScripts.name(platform.name()));
    jobs.make(
        tenant,
        JobForm.of(platform.spec().jobs(), UpkeepRequest.of(wish, tenant.ledger(), task, files)),
        ConditionType.Ready,
        () -> {},
        most -> UpkeepStages.queued(tenant.ledger(), task, most));
  }

  /** The Job goes first: what is planned next must not run beside it. */
  void again(TenantAtWork tenant, Finding why) {
    var task = task(tenant);
    var job = UpkeepJob.name(tenant.ledger().id(), task);
    jobs.remove(tenant, Set.of(job));
    saw(
        tenant,
        ledger(tenant)
            .again(
                tenant.ledger(),
                clock.instant().plus(Backoff.after(task.attempt())),
                new Operation.Failure(why.reason().name(), why.message())));
    events.warning(
        tenant.resource(),
        why.reason(),
        "Job %s, which %s, failed. %s"
            .formatted(job, UpkeepStages.does(task.kind()), why.message()));
  }

  void end(TenantAtWork tenant) {
    var job = UpkeepJob.name(tenant.ledger().id(), task(tenant));
    saw(tenant, ledger(tenant).done(tenant.ledger()));
    jobs.over(tenant, List.of(job));
  }

  /** The ledger does not know the tenant any more, nor its Job. */
  void forgotten(TenantAtWork tenant) {
    var task = tenant.ledger().upkeep().task();
    if (task != null) {
      jobs.remove(tenant, Set.of(UpkeepJob.name(tenant.ledger().id(), task)));
    }
  }

  private static Task task(TenantAtWork tenant) {
    return requireNonNull(tenant.ledger().upkeep().task());
  }

  private static Upkeeps ledger(TenantAtWork tenant) {
    return tenant.platform().ledger().operations().upkeeps();
  }

  private static void saw(TenantAtWork tenant, LedgerTenant now) {
    tenant.fleet().saw(now);
  }
}
