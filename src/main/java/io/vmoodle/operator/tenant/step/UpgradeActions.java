package io.vmoodle.operator.tenant.step;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.jobs.JobFiles;
import io.vmoodle.operator.jobs.JobForm;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.UpgradeOutcome;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.ledger.UpgradeRequest;
import io.vmoodle.operator.ledger.Upgrades;
import io.vmoodle.operator.platform.files.BootFiles;
import io.vmoodle.operator.platform.files.JobScripts;
import io.vmoodle.operator.tenant.facts.UpgradeNames;
import io.vmoodle.operator.tenant.plan.Action;
import io.vmoodle.operator.tenant.plan.Backoff;
import io.vmoodle.operator.tenant.plan.UpgradeJob;
import io.vmoodle.operator.tenant.plan.UpgradeStages;
import io.vmoodle.operator.tenant.plan.UpgradeWords;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What is noted of an upgrade in the ledger, and the Jobs that do its work. */
public final class UpgradeActions {
  private final JobMaker jobs;
  private final Events events;
  private final InstantSource clock;

  public UpgradeActions(JobMaker jobs, Events events, InstantSource clock) {
    this.jobs = jobs;
    this.events = events;
    this.clock = clock;
  }

  /** Begins; or says why not now. */
  Optional<Finding> begin(TenantAtWork tenant, String target) {
    var ledger = tenant.ledger();
    var platform = tenant.wish().platform();
    var rules = platform.rollout().rules();
    var request =
        new UpgradeRequest(
            target,
            rules.attempt(),
            platform.code(target).orElseThrow().hash(),
            rules.maxConcurrent(),
            rules.haltAfterFailures(),
            job(ledger, UpgradePhase.QUIESCING));
    return switch (tenant.platform().ledger().upgrades().begin(ledger, request, clock.instant())) {
      case UpgradeOutcome.Begun(LedgerTenant begun) -> {
        tenant.fleet().saw(begun);
        events.normal(
            tenant.resource(),
            Reason.UpgradeBegun,
            "The upgrade from release %s to %s begins.".formatted(ledger.release(), target));
        yield Optional.empty();
      }
      case UpgradeOutcome.Full(int running) ->
          Optional.of(
              new Finding(
                  Reason.UpgradeQueued,
                  "The tenant is on release %s and comes to %s when it is its turn: %d tenants are being upgraded, as many as rollout.maxConcurrent allows. Nothing is to be done."
                      .formatted(ledger.release(), target, running)));
      case UpgradeOutcome.Halted(int failed) ->
          Optional.of(
              new Finding(
                  Reason.RolloutHalted,
                  "The tenant is on release %s. No upgrade to release %s begins any more, since %d failed in attempt %d of the rollout. Find out why, then raise rollout.attempt of the platform."
                      .formatted(ledger.release(), target, failed, rules.attempt())));
    };
  }

  void createJob(TenantAtWork tenant) {
    var wish = tenant.wish();
    var platform = wish.platform();
    var operation = requireNonNull(tenant.ledger().operation());
    var files = new JobFiles(BootFiles.name(platform.name()), JobScripts.name(platform.name()));
    jobs.make(
        tenant,
        JobForm.of(platform.spec().jobs(), UpgradeJob.of(wish, tenant.ledger(), files)),
        ConditionType.UpToDate,
        () -> {},
        most -> UpgradeWords.queued(tenant.ledger(), operation, most));
  }

  void enter(TenantAtWork tenant, Action.EnterPhase action) {
    var ledger = tenant.ledger();
    var phase = action.phase();
    var byJob = UpgradeStages.copiedByJob(tenant.wish(), tenant.world());
    var move =
        new Upgrades.Move(
            phase,
            UpgradeNames.hasJob(phase, byJob) ? job(ledger, phase) : null,
            failure(action.failure()));
    var before = requireNonNull(ledger.operation());
    tenant.fleet().saw(tenant.platform().ledger().upgrades().enter(ledger, move, clock.instant()));
    jobs.over(tenant, List.of(before.jobName()));
    tell(tenant, before, phase, action.failure());
  }

  private void tell(
      TenantAtWork tenant, Operation operation, UpgradePhase phase, @Nullable Finding why) {
    switch (phase) {
      case RESTORING, REVERTING ->
          events.warning(
              tenant.resource(),
              Reason.RollingBack,
              "The upgrade to release %s failed; the tenant is put back. %s"
                  .formatted(operation.target(), why == null ? because(operation) : why.message()));
      case FAILED ->
          events.warning(
              tenant.resource(),
              Reason.RolledBack,
              "The upgrade to release %s failed, and the tenant serves on release %s as before. %s"
                  .formatted(
                      operation.target(),
                      tenant.ledger().release(),
                      why == null ? because(operation) : why.message()));
      default -> {}
    }
  }

  private static String because(Operation operation) {
    var failure = operation.failure();
    return failure == null ? "" : failure.message();
  }

  void retry(TenantAtWork tenant, Finding why) {
    var ledger = tenant.ledger();
    var operation = requireNonNull(ledger.operation());
    var upgrade = requireNonNull(operation.upgrade());
    var failure =
        upgrade.phase().failed() && operation.failure() != null
            ? operation.failure().andThen(why.message())
            : new Operation.Failure(why.reason().name(), why.message());
    tenant
        .fleet()
        .saw(
            tenant
                .platform()
                .ledger()
                .upgrades()
                .retry(
                    ledger,
                    job(ledger, upgrade.phase()),
                    clock.instant().plus(Backoff.after(upgrade.tries() + 1)),
                    failure));
    jobs.over(tenant, List.of(operation.jobName()));
  }

  void end(TenantAtWork tenant) {
    var ledger = tenant.ledger();
    tenant.fleet().saw(tenant.platform().ledger().upgrades().end(ledger, clock.instant()));
    events.normal(
        tenant.resource(),
        Reason.Upgraded,
        "The tenant is on release %s.".formatted(ledger.release()));
  }

  private static LongFunction<String> job(LedgerTenant tenant, UpgradePhase phase) {
    return fence -> UpgradeNames.job(tenant.id(), phase, fence);
  }

  private static Operation.@Nullable Failure failure(@Nullable Finding why) {
    return why == null ? null : new Operation.Failure(why.reason().name(), why.message());
  }
}
