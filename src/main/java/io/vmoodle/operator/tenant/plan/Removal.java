package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.DeletionPolicy;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.state.GatewayApi;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Settled;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.Optional;

/**
 * How a tenant is taken away: first it stops being served, then its row goes and its address is
 * free, then what was made for it, as far as its policy says. A pure look at wish and world.
 */
public final class Removal {
  private Removal() {}

  /** The next step; Settled means that the finalizer may go. */
  public static NextStep next(Wish wish, World world) {
    var ledger = world.ledger();
    if (ledger == null || isAnothers(wish, ledger)) {
      return new Settled();
    }
    var unseen = unseenRoutes(wish, ledger);
    if (unseen.isPresent()) {
      return unseen.get();
    }
    return switch (ledger.state()) {
      case ACTIVE ->
          wish.platform().spec().tenants().maxDeletionsPerHour() == 0
              ? DeletionBudget.none(wish)
              : step(new Action.MarkDeleting());
      case DELETING -> stopServing(wish, world, ledger);
      case RELEASED -> takeAway(wish, world, ledger);
    };
  }

  /**
   * What an earlier resource of this name has, which this one was refused for: it may still serve,
   * let go of by the annotation.
   */
  private static boolean isAnothers(Wish wish, LedgerTenant ledger) {
    return !ledger.uid().equals(wish.uid()) && !wish.isFor(ledger);
  }

  /** Where its routes cannot be seen, nobody knows whether there is one. */
  private static Optional<NextStep> unseenRoutes(Wish wish, LedgerTenant ledger) {
    return wish.platform().routes().gatewayApi() == GatewayApi.FORBIDDEN
        ? wish.platform()
            .gatewayProblem()
            .map(
                why ->
                    new Stop(
                        ConditionType.Ready,
                        new Finding(
                            why.reason(),
                            "Deletion waits until it can be seen whether the tenant has a route. %s To let go of the tenant and leave %s, set the annotation vmoodle.io/release-hold: %s."
                                .formatted(
                                    why.message(),
                                    ledger.state() == TenantState.RELEASED
                                        ? "a route that may be there"
                                        : "row, database, login and route as they are",
                                    ledger.id())),
                        WaitsFor.TIME))
        : Optional.empty();
  }

  private static NextStep stopServing(Wish wish, World world, LedgerTenant ledger) {
    if (world.route().mayServe()) {
      return step(new Action.CloseRoute());
    }
    if (!world.installation().jobs().isEmpty()) {
      return step(new Action.RemoveJobs(world.installation().jobs()));
    }
    if (world.installation().podsLeft()) {
      return new Stop(
          ConditionType.Ready,
          new Finding(
              Reason.Deleting,
              "Deletion waits for a pod of the tenant's Job to end. It takes seconds; where the pod's node is gone, a few minutes."),
          WaitsFor.TIME);
    }
    // Done even where they were seen locked: sessions may have outlived that.
    if (world.created() && !world.progress().loginsClosed()) {
      return serverUsable(wish, ledger, step(new Action.LockLogin()));
    }
    return step(new Action.Release());
  }

  private static NextStep takeAway(Wish wish, World world, LedgerTenant ledger) {
    if (!world.route().gone()) {
      return step(new Action.RemoveRoute());
    }
    if (!world.created()) {
      if (!world.secretStored()) {
        return step(new Action.Purge());
      }
      // The password of an adopted Moodle may be nowhere else, now that its row is gone. One that
      // was never adopted has its row still, and nothing to come back to.
      return world.installed() ? new Settled() : step(new Action.RemoveSecret());
    }
    if (world.installation().secretStored()) {
      return step(new Action.RemoveJobSecret());
    }
    if (world.installation().adminSecretStored()) {
      return step(new Action.RemoveAdminSecret());
    }
    if (world.secretStored()) {
      return step(new Action.RemoveSecret());
    }
    // What an earlier resource of this name left is not this one's to destroy.
    var own = ledger.uid().equals(wish.uid());
    if (!own || wish.grantedDeletionPolicy() == DeletionPolicy.Retain) {
      return new Settled();
    }
    // Done even where nothing was seen to be there: what was seen may be old.
    return world.progress().databaseDropped() || FolderRemoval.isPlanned(ledger)
        ? FolderRemoval.next(world, ledger)
        : serverUsable(wish, ledger, step(new Action.DropDatabase()));
  }

  private static NextStep serverUsable(Wish wish, LedgerTenant ledger, NextStep then) {
    var health = wish.platform().servers().get(ledger.server());
    if (health != null && health.ready()) {
      return then;
    }
    var why =
        health == null
            ? "the platform does not have it any more"
            : requireNonNull(health.problem()).message();
    return new Stop(
        ConditionType.DatabaseReady,
        new Finding(
            Reason.DatabaseUnavailable,
            "Deletion waits for database server %s: %s To let go of the tenant and leave what is on the server, set the annotation vmoodle.io/release-hold: %s."
                .formatted(ledger.server(), why, ledger.id())),
        WaitsFor.TIME);
  }

  static NextStep step(Action action) {
    return new Do(ConditionType.Ready, action);
  }
}
