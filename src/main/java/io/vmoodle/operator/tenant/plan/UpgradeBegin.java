package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.platform.state.RolloutPlan.Verdict;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.Optional;

/**
 * Whether a tenant that serves begins to come to another release. It goes on serving as long as it
 * does not; so it is the last thing that is looked at.
 */
public final class UpgradeBegin {
  private UpgradeBegin() {}

  static Optional<NextStep> begin(Wish wish, World world) {
    var tenant = requireNonNull(world.ledger());
    var target = wish.wantedRelease();
    if (!world.installed()
        || tenant.release().equals(target)
        || UpgradeStages.running(world) != null) {
      return Optional.empty();
    }
    var failed = failedBefore(wish, tenant, target);
    if (failed.isPresent()) {
      return failed.flatMap(why -> stop(why, WaitsFor.PERSON));
    }
    var problem = Preflight.check(wish, tenant, target);
    if (problem.isPresent()) {
      return problem.flatMap(
          why ->
              stop(why, why.reason() == Reason.ReleaseNotProbed ? WaitsFor.TIME : WaitsFor.PERSON));
    }
    if (wish.platform().rollout().of(tenant.id()) instanceof Verdict.Wait(Finding why)) {
      return stop(why, WaitsFor.TIME);
    }
    var refusal = world.progress().refusal();
    if (refusal != null) {
      return stop(refusal, WaitsFor.TIME);
    }
    if (world.logins().other() != OtherLogin.CLOSED) {
      return stop(
          new Finding(
              Reason.UpgradeQueued,
              "The upgrade to release %s begins when the tenant's earlier login is locked. Nothing is to be done."
                  .formatted(target)),
          WaitsFor.TIME);
    }
    if (tenant.upkeep().suspended()) {
      return stop(
          new Finding(
              Reason.Suspended,
              "The tenant is on release %s and suspended. It comes to release %s once it is served again: set spec.state to Active."
                  .formatted(tenant.release(), target)),
          WaitsFor.TIME);
    }
    if (tenant.upkeep().task() != null) {
      return stop(
          new Finding(
              Reason.UpgradeQueued,
              "The upgrade to release %s begins when the Job that follows spec.state is done. Nothing is to be done."
                  .formatted(target)),
          WaitsFor.TIME);
    }
    if (world.route().oldIsThere()) {
      return stop(
          new Finding(
              Reason.UpgradeQueued,
              "The upgrade to release %s begins when the tenant's route has moved to the kind that the platform asks for (routing.type). Nothing is to be done."
                  .formatted(target)),
          WaitsFor.TIME);
    }
    var plugins = world.progress().plugins();
    if (plugins == null) {
      return UpgradeStages.step(new Action.ReadPlugins());
    }
    return Preflight.plugins(target, wish.platform().code(target).orElseThrow(), plugins)
        .flatMap(why -> stop(why, WaitsFor.PERSON))
        .or(() -> UpgradeStages.step(new Action.BeginUpgrade(target)));
  }

  /** What is not tried again before a person says so, by another attempt or another release. */
  private static Optional<Finding> failedBefore(Wish wish, LedgerTenant tenant, String target) {
    var operation = tenant.operation();
    return operation != null
            && operation.upgrade() != null
            && operation.target().equals(target)
            && operation.attempt() == wish.platform().rollout().rules().attempt()
        ? Optional.of(failed(tenant, operation))
        : Optional.empty();
  }

  private static Finding failed(LedgerTenant tenant, Operation operation) {
    var failure = operation.failure();
    return new Finding(
        Reason.UpgradeFailed,
        "The upgrade to release %s failed, and the tenant serves on release %s as before. %s Then raise rollout.attempt of the platform to try again."
            .formatted(
                operation.target(),
                tenant.release(),
                failure == null ? "Find out why." : failure.message()));
  }

  private static Optional<NextStep> stop(Finding why, WaitsFor waitsFor) {
    return Optional.of(new Stop(ConditionType.UpToDate, why, waitsFor));
  }
}
