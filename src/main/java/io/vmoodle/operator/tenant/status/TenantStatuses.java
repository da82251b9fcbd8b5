package io.vmoodle.operator.tenant.status;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.DatabaseStatus;
import io.vmoodle.operator.api.tenant.OperationStatus;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Conditions;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.state.ReleaseCode;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.work.TenantWork;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a tenant's status says: a copy of the ledger and of what was found, never a source. */
public final class TenantStatuses {
  private final Clock clock;

  public TenantStatuses(Clock clock) {
    this.clock = clock;
  }

  /** After work on it. */
  public TenantStatus of(VirtualMoodle tenant, Wish wish, TenantWork.Result result) {
    var conditions = conditions(tenant);
    TenantConditions.write(conditions, wish, result.world(), result.reached());
    return status(tenant, conditions, wish, result.world().ledger());
  }

  /** While nothing can be done for it: what was found before stays. */
  public TenantStatus held(VirtualMoodle tenant, Finding why, WaitsFor waitsFor) {
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
        before.version(),
        before.installedAt(),
        before.operation());
  }

  private Conditions conditions(VirtualMoodle tenant) {
    return Conditions.of(current(tenant).conditions(), tenant.getMetadata().getGeneration(), clock);
  }

  private static TenantStatus status(
      VirtualMoodle tenant, Conditions conditions, Wish wish, @Nullable LedgerTenant ledger) {
    long generation = tenant.getMetadata().getGeneration();
    return ledger == null || isAnothers(tenant, ledger)
        ? new TenantStatus(
            generation, conditions.list(), null, null, null, null, null, null, null, null, null)
        : new TenantStatus(
            generation,
            conditions.list(),
            ledger.id(),
            ledger.url(),
            ledger.registryId(),
            new DatabaseStatus(ledger.server(), ledger.database(), ledger.generation()),
            ledger.dataDir(),
            ledger.release(),
            wish.platform().code(ledger.release()).map(ReleaseCode::version).orElse(null),
            ledger.installedAt(),
            operation(ledger.operation()));
  }

  private static @Nullable OperationStatus operation(@Nullable Operation operation) {
    if (operation == null) {
      return null;
    }
    var upgrade = operation.upgrade();
    return new OperationStatus(
        word(operation.type().name()),
        upgrade == null ? null : upgrade.number(),
        operation.target(),
        word(upgrade == null ? operation.step().name() : upgrade.phase().name()),
        operation.attempt(),
        upgrade == null ? null : upgrade.startedAt(),
        operation.jobName());
  }

  /** As people read it: the first letter alone is a capital. */
  private static String word(String constant) {
    return constant.charAt(0) + constant.substring(1).toLowerCase(Locale.ROOT);
  }

  /** What an earlier resource of this name left, and this one did not get. */
  private static boolean isAnothers(VirtualMoodle tenant, LedgerTenant ledger) {
    return ledger.state() == TenantState.RELEASED
        && !ledger.uid().equals(tenant.getMetadata().getUid());
  }

  /** The release that the tenant was served by when its status was written; null if by none. */
  public static @Nullable String servedBy(VirtualMoodle tenant) {
    var status = current(tenant);
    return isTrue(status, ConditionType.Routed)
            && status.conditions().stream()
                .noneMatch(it -> it.getReason().equals(Reason.Maintenance.name()))
        ? status.release()
        : null;
  }

  private static boolean isTrue(TenantStatus status, ConditionType type) {
    return status.conditions().stream()
        .filter(it -> it.getType().equals(type.name()))
        .anyMatch(it -> it.getStatus().equals(Conditions.Status.True.name()));
  }

  /** The stored status, or that nothing was seen yet. */
  public static TenantStatus current(VirtualMoodle tenant) {
    return Objects.requireNonNullElse(tenant.getStatus(), TenantStatus.NONE);
  }
}
