package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import java.util.Optional;

/**
 * The stages that give a tenant other credentials while it serves. They come when the row is as
 * wished, so that the switch changes nothing in it but login and password.
 */
public final class RotationStages {
  private RotationStages() {}

  /** What served before is closed first: there are two logins, and one of them is the next. */
  static Optional<NextStep> retire(Wish wish, World world) {
    var planned = world.access().planned();
    return switch (world.logins().other()) {
      case DUE, OVERDUE ->
          planned || world.progress().otherLoginBusy()
              ? Optional.empty()
              : step(new Action.RetireLogin());
      case CLOSED, IN_GRACE -> Optional.empty();
    };
  }

  static Optional<NextStep> rotate(Wish wish, World world) {
    var ledger = requireNonNull(world.ledger());
    var next = world.access().next();
    var operation = ledger.operation();
    if (operation != null && operation.isRunningUpgrade()) {
      // Its Jobs work with the login that they found, and to put it back needs the other one.
      return Optional.empty();
    }
    if (!world.created() || (next == null && !isRequested(wish, ledger))) {
      return Optional.empty();
    }
    if (next != null && DatabaseStages.isTooLong(next)) {
      return Optional.of(DatabaseStages.tooLong(wish, ledger));
    }
    if (next == null || !world.access().planned()) {
      return world.logins().other() == OtherLogin.CLOSED
          ? step(new Action.PlanRotation())
          : Optional.empty();
    }
    return world.progress().nextLoginPrepared()
        ? step(new Action.SwitchLogin(RegistryStages.desired(wish, world, next)))
        : step(new Action.PrepareNextLogin(ledger.database()));
  }

  /** Whether somebody asked for other credentials since they were last changed. */
  public static boolean isRequested(Wish wish, LedgerTenant ledger) {
    return wish.rotation() != null && !wish.rotation().equals(ledger.rotation().request());
  }

  private static Optional<NextStep> step(Action action) {
    return Optional.of(new Do(ConditionType.DatabaseReady, action));
  }
}
