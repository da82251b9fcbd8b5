package io.vmoodle.operator.tenant.status;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.ledger.Upgrade;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.work.TenantWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An upgrade's way forward is told of from phase to phase, to people, who can read no phase that is
 * over at once: with a status each, a fleet's rollout would cost the API server twice as much. That
 * an upgrade has begun is told soon, however fast it is: visitors may notice it.
 */
public final class PassingPhase {
  /** How long a phase, or an upgrade of which nothing was told, lasts before it is told of. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private PassingPhase() {}

  /**
   * How long the status may still be left as it is; empty where it is to be written now: at an end,
   * when somebody has to act, and on all of the way back.
   *
   * @param tenant with the status that was written last
   * @param now by the clock that the ledger's times are from
   */
  public static Optional<Duration> left(
      VirtualMoodle tenant, TenantWork.Result result, Instant now) {
    var upgrade = upgrade(result);
    return upgrade != null
            && !upgrade.phase().failed()
            && result.reached() instanceof Stop stop
            && stop.at() == ConditionType.UpToDate
            && stop.waitsFor() == WaitsFor.TIME
        ? Optional.of(Duration.between(now, since(tenant, upgrade).plus(MOMENT)))
            // A clock that was set back must not keep anything untold.
            .filter(left -> left.isPositive() && left.compareTo(MOMENT) <= 0)
        : Optional.empty();
  }

  private static Instant since(VirtualMoodle tenant, Upgrade upgrade) {
    var told = TenantStatuses.current(tenant).operation();
    return told != null && Long.valueOf(upgrade.number()).equals(told.id())
        ? upgrade.phaseSince()
        : upgrade.startedAt();
  }

  private static @Nullable Upgrade upgrade(TenantWork.Result result) {
    var ledger = result.world().ledger();
    var operation = ledger == null ? null : ledger.operation();
    return operation != null && operation.isRunningUpgrade() ? operation.upgrade() : null;
  }
}
