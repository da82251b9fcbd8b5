package io.vmoodle.operator.tenant.work;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.StaleFence;
import io.vmoodle.operator.platform.inspection.UnforeseenFailures;
import io.vmoodle.operator.platform.server.DatabaseFindings;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.routing.ChangeBudget.Answer;
import io.vmoodle.operator.tenant.facts.OtherLogin;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.Action;
import io.vmoodle.operator.tenant.plan.Blocked;
import io.vmoodle.operator.tenant.plan.NextStep;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.step.Actions;
import io.vmoodle.operator.tenant.step.TenantAtWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on a tenant: looks, decides, does one step, and looks again, until nothing is left to do.
 */
public final class TenantWork {
  private static final Logger LOG = LoggerFactory.getLogger(TenantWork.class);

  /** More than there are steps; a tenant that gets here is not getting anywhere. */
  private static final int MOST_STEPS = 40;

  /**
   * How a tenant was found in the end, and where the work on it ended.
   *
   * @param waits the next step could be done, but not now: it will be looked at again by itself
   */
  public record Result(World world, NextStep reached, boolean waits) {
    public Result(World world, NextStep reached) {
      this(world, reached, false);
    }

    /**
     * How long after it the tenant is looked at again by itself; empty where nothing is awaited.
     *
     * @param now by the clock by which the ledger's times were noted
     * @param steady by the clock that never jumps, which gives turns for routes
     * @param lookAgain how long, of a tenant that is held up
     */
    public Optional<Duration> pause(Instant now, Instant steady, Duration lookAgain) {
      if (reached instanceof Stop stop && stop.until() != null) {
        var wait = Duration.between(now, stop.until()).plusMillis(1);
        return Optional.of(wait.isPositive() && wait.compareTo(lookAgain) < 0 ? wait : lookAgain);
      }
      if (!(reached instanceof NextStep.Settled)) {
        return Optional.of(lookAgain);
      }
      var login =
          world.logins().other() == OtherLogin.CLOSED
              ? Stream.<Duration>of()
              : Stream.of(OtherLogin.LEAST, lookAgain);
      var route =
          world.progress().routeChange() instanceof Answer.Queued(Instant until)
              ? Stream.of(Duration.between(steady, until).plusMillis(1))
              : Stream.<Duration>of();
      return Stream.concat(login, route).min(Duration::compareTo);
    }
  }

  /** A step from how a tenant was found. */
  private record Attempt(Action action, World world) {}

  private final Observer observer;
  private final Actions actions;
  private final StepListener listener;
  private final UnforeseenFailures failures;
  private final ServerTurns turns;
  private final Stalemates stalemates;

  public TenantWork(
      Observer observer,
      Actions actions,
      StepListener listener,
      UnforeseenFailures failures,
      ServerTurns turns,
      Stalemates stalemates) {
    this.observer = observer;
    this.actions = actions;
    this.listener = listener;
    this.failures = failures;
    this.turns = turns;
    this.stalemates = stalemates;
  }

  /**
   * Does what can be done now.
   *
   * @param plan decides the next step
   */
  public Result run(
      VirtualMoodle resource,
      Wish wish,
      OpenPlatform platform,
      BiFunction<Wish, World, NextStep> plan) {
    try (var turn = turns.of(wish.tenant())) {
      return run(resource, wish, platform, plan, turn);
    }
  }

  private Result run(
      VirtualMoodle resource,
      Wish wish,
      OpenPlatform platform,
      BiFunction<Wish, World, NextStep> plan,
      ServerTurns.Turn turn) {
    var progress = Progress.NONE;
    Attempt last = null;
    for (int steps = 0; ; steps++) {
      var world = observer.observe(wish, platform, progress);
      var next = plan.apply(wish, world);
      if (!(next instanceof Do step)) {
        stalemates.forget(wish.tenant());
        return new Result(world, next);
      }
      if (wish.paused()) {
        return new Result(world, paused(step));
      }
      if (steps == MOST_STEPS) {
        return new Result(world, next);
      }
      var attempt = new Attempt(step.action(), world);
      if (attempt.equals(last)) {
        stalemates.note(wish.tenant(), step.action(), world);
      }
      if (stalemates.lasts(wish.tenant(), step.action(), world)) {
        // Another leader would undo it, too.
        failures.confirmLeadership();
        return new Result(world, noProgress(step));
      }
      last = attempt;
      if (!mayGoOn(step.action(), world, platform, turn)) {
        return new Result(world, next, true);
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
        failures.confirmLeadership();
        if (world.ledger() != null) {
          Circuit.afterFailure(tenant, e);
        }
        return new Result(observer.observe(wish, platform, progress), failed(step, e));
      }
    }
  }

  /** Whoever works on a database server takes a turn, and gives it up for what comes after. */
  private static boolean mayGoOn(
      Action action, World world, OpenPlatform platform, ServerTurns.Turn turn) {
    if (!(action instanceof Action.OnServer)) {
      turn.close();
      return true;
    }
    return platform
        .server(requireNonNull(world.ledger()).server())
        .map(server -> turn.on(server.endpoint()))
        .orElse(true);
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

  private static Stop noProgress(Do step) {
    return new Stop(
        step.towards(),
        new Finding(
            Reason.NoProgress,
            "The operator did what is needed (%s), and found all as before. Something undoes it, such as an admission webhook or another controller: find it. It is tried again at each look."
                .formatted(step.action().getClass().getSimpleName())),
        WaitsFor.TIME);
  }

  private static Stop failed(Do step, DatabaseException failure) {
    var found = DatabaseFindings.of(failure);
    var login =
        found.reason() == Reason.DatabaseConflict
            && (step.action() instanceof Action.PrepareLogin
                || step.action() instanceof Action.PrepareNextLogin);
    return new Stop(
        step.towards(),
        login ? new Finding(Reason.LoginConflict, found.message()) : found,
        failure.kind() == DatabaseException.Kind.UNAVAILABLE ? WaitsFor.TIME : WaitsFor.PERSON);
  }
}
