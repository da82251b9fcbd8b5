package io.vmoodle.operator.tenant;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.tenant.DatabaseStatus;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Conditions;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.tenant.NextStep.WaitsFor;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a tenant's status says: a copy of the ledger and of what was found, never a source. */
final class TenantStatuses {
  private final Clock clock;

  TenantStatuses(Clock clock) {
    this.clock = clock;
  }

  /** After work on it. */
  TenantStatus of(VirtualMoodle tenant, Wish wish, TenantWork.Result result) {
    var conditions = conditions(tenant);
    TenantConditions.write(conditions, wish, result.world(), result.reached());
    return status(tenant, conditions, result.world().ledger());
  }

  /** While nothing can be done for it: what was found before stays. */
  TenantStatus held(VirtualMoodle tenant, Finding why, WaitsFor waitsFor) {
    var conditions = conditions(tenant);
    conditions.setFalse(ConditionType.Ready, why.reason(), why.message());
    var person = waitsFor == WaitsFor.PERSON;
    conditions.setTrue(
        person ? ConditionType.Stalled : ConditionType.Reconciling, why.reason(), why.message());
    conditions.remove(person ? ConditionType.Reconciling : ConditionType.Stalled);
    var before = current(tenant);
    return new TenantStatus(
        tenant.getMetadata().getGeneration(),
        conditions.list(),
        before.tenantId(),
        before.url(),
        before.registryId(),
        before.database(),
        before.dataDir(),
        before.release(),
        before.installedAt());
  }

  private Conditions conditions(VirtualMoodle tenant) {
    return Conditions.of(current(tenant).conditions(), tenant.getMetadata().getGeneration(), clock);
  }

  private static TenantStatus status(
      VirtualMoodle tenant, Conditions conditions, @Nullable LedgerTenant ledger) {
    long generation = tenant.getMetadata().getGeneration();
    return ledger == null || isAnothers(tenant, ledger)
        ? new TenantStatus(generation, conditions.list(), null, null, null, null, null, null, null)
        : new TenantStatus(
            generation,
            conditions.list(),
            ledger.id(),
            ledger.url(),
            ledger.registryId(),
            new DatabaseStatus(ledger.server(), ledger.database(), ledger.generation()),
            ledger.dataDir(),
            ledger.release(),
            ledger.installedAt());
  }

  /** What an earlier resource of this name left, and this one did not get. */
  private static boolean isAnothers(VirtualMoodle tenant, LedgerTenant ledger) {
    return ledger.state() == TenantState.RELEASED
        && !ledger.uid().equals(tenant.getMetadata().getUid());
  }

  static TenantStatus current(VirtualMoodle tenant) {
    return Objects.requireNonNullElse(tenant.getStatus(), TenantStatus.NONE);
  }
}
