package io.vmoodle.operator.tenant;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.StaleFence;
import io.vmoodle.operator.platform.DatabaseFindings;
import io.vmoodle.operator.platform.OpenPlatform;
import io.vmoodle.operator.tenant.NextStep.Do;
import io.vmoodle.operator.tenant.NextStep.Stop;
import io.vmoodle.operator.tenant.NextStep.WaitsFor;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on a tenant: looks, decides, does one step, and looks again, until nothing is left to do.
 */
final class TenantWork {
  private static final Logger LOG = LoggerFactory.getLogger(TenantWork.class);

  /** More than there are steps; a tenant that gets here is not getting anywhere. */
  private static final int MOST_STEPS = 40;

  /** How a tenant was found in the end, and where the work on it ended. */
  record Result(World world, NextStep reached) {}

  private final Observer observer;
  private final Actions actions;
  private final StepListener listener;

  TenantWork(Observer observer, Actions actions, StepListener listener) {
    this.observer = observer;
    this.actions = actions;
    this.listener = listener;
  }

  /**
   * Does what can be done now.
   *
   * @param plan decides the next step
   */
  Result run(
      VirtualMoodle resource,
      Wish wish,
      OpenPlatform platform,
      BiFunction<Wish, World, NextStep> plan) {
    var progress = Progress.NONE;
    for (int steps = 0; ; steps++) {
      var world = observer.observe(wish, platform, progress);
      var next = plan.apply(wish, world);
      if (!(next instanceof Do step)) {
        return new Result(world, next);
      }
      if (wish.paused()) {
        return new Result(world, paused(step));
      }
      if (steps == MOST_STEPS) {
        return new Result(world, next);
      }
      var tenant = new TenantAtWork(resource, wish, world, platform);
      try {
        progress = actions.perform(step.action(), tenant);
        done(wish, step.action());
      } catch (StaleFence e) {
        readAgain(wish, platform);
      } catch (Blocked e) {
        return new Result(observer.observe(wish, platform, progress), e.stop());
      } catch (DatabaseException e) {
        if (world.ledger() != null) {
          Circuit.afterFailure(tenant, e);
        }
        return new Result(observer.observe(wish, platform, progress), failed(step, e));
      }
    }
  }

  private void done(Wish wish, Action action) {
    var tenant = wish.namespace() + "/" + wish.name();
    var step = action.getClass().getSimpleName();
    LOG.atDebug().addKeyValue("tenant", tenant).addKeyValue("step", step).log("Step done");
    listener.done(tenant, step);
  }

  /**
   * Somebody changed the tenant in the ledger since it was looked at: an older process, a timer.
   */
  private static void readAgain(Wish wish, OpenPlatform platform) {
    var fleet = platform.fleet();
    platform
        .ledger()
        .find(wish.namespace(), wish.name())
        .ifPresentOrElse(fleet::saw, () -> fleet.tenant(wish.tenant()).ifPresent(fleet::forgot));
  }

  private static Stop paused(Do step) {
    return new Stop(
        step.towards(),
        new Finding(
            Reason.Paused,
            "Something is to be done, but spec.paused of the tenant or its platform is true. Set it to false to go on."),
        WaitsFor.TIME);
  }

  private static Stop failed(Do step, DatabaseException failure) {
    var found = DatabaseFindings.of(failure);
    var login =
        found.reason() == Reason.DatabaseConflict && step.action() instanceof Action.PrepareLogin;
    return new Stop(
        step.towards(),
        login ? new Finding(Reason.LoginConflict, found.message()) : found,
        failure.kind() == DatabaseException.Kind.UNAVAILABLE ? WaitsFor.TIME : WaitsFor.PERSON);
  }
}
