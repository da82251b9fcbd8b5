package io.vmoodle.operator.tenant.plan;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.routing.ChangeBudget.Answer;
import io.vmoodle.operator.routing.RouteAnswer;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.tenant.facts.LoginPage;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.Optional;

/** The stages that end with a tenant that is served. */
public final class RouteStages {
  private RouteStages() {}

  static Optional<NextStep> route(Wish wish, World world) {
    if (isAsWished(world)) {
      return Optional.empty();
    }
    var problem = wish.platform().gatewayProblem();
    if (problem.isPresent()) {
      if (UpkeepStages.isSuspended(world) && world.route().mayServe()) {
        return Optional.of(new Do(ConditionType.Routed, new Action.CloseRoute()));
      }
      if (!UpkeepStages.isSuspended(world) && world.route().oldLead() == RouteLead.UNAVAILABLE) {
        return Optional.of(new Do(ConditionType.Routed, new Action.Serve()));
      }
      return problem.map(why -> new Stop(ConditionType.Routed, why, WaitsFor.TIME));
    }
    return UpkeepStages.isSuspended(world)
        ? Optional.of(new Do(ConditionType.Routed, new Action.Suspend()))
        : change(world, new Action.Serve());
  }

  /** Whether the route leads to where the tenant's visitors are to get. */
  public static boolean isAsWished(World world) {
    var route = world.route();
    return UpkeepStages.isSuspended(world)
        ? route.lead() == RouteLead.UNAVAILABLE && !route.mayServe()
        : route.asDesired();
  }

  /** Whether a Gateway took the route. Of a change that waits, nobody can have said anything. */
  static Optional<NextStep> taken(Wish wish, World world) {
    if (world.route().lead() != RouteLead.RELEASE) {
      return Optional.empty();
    }
    return switch (world.route().answer()) {
      case RouteAnswer.Refused(String why) ->
          waits(
              Reason.RouteNotAccepted,
              why + " Correct the Gateway, or the platform's routing.gateway.");
      case RouteAnswer.Silent() ->
          waits(
              Reason.RouteNotAcknowledged,
              "The HTTPRoute is stored, but of a Gateway in routing.gateway.parentRefs nobody said that it takes it. Create the Gateway, or install its controller.");
      case RouteAnswer.Accepted(), RouteAnswer.Pending() -> Optional.empty();
    };
  }

  private static Optional<NextStep> waits(Reason reason, String message) {
    return Optional.of(new Stop(ConditionType.Routed, new Finding(reason, message), WaitsFor.TIME));
  }

  /** Whether Moodle answers where the route leads, where the platform wants that to be known. */
  static Optional<NextStep> served(Wish wish, World world) {
    return switch (world.route().loginPage()) {
      case LoginPage.Good() -> Optional.empty();
      case LoginPage.Due due ->
          Optional.of(new Do(ConditionType.Routed, new Action.AskLoginPage()));
      case LoginPage.Awaited(Finding problem) ->
          Optional.of(
              new Stop(
                  ConditionType.Routed,
                  problem == null
                      ? new Finding(
                          Reason.ProbePending,
                          "The route is stored; the operator asked for the login page and waits for the answer. Nothing is to be done.")
                      : problem,
                  WaitsFor.TIME));
    };
  }

  /** The route of the other kind serves until the one of the platform's kind does. */
  static Optional<NextStep> moved(Wish wish, World world) {
    return isAsWished(world) && world.route().oldIsThere() && world.route().isTaken()
        ? change(world, new Action.RemoveOldRoute())
        : Optional.empty();
  }

  /**
   * What many tenants ask for at once takes its turn, and until then the tenant serves as it does.
   */
  private static Optional<NextStep> change(World world, Action action) {
    if (!world.route().fleetChange() || world.progress().routeChange() instanceof Answer.Granted) {
      return Optional.of(new Do(ConditionType.Routed, action));
    }
    return isQueued(world)
        ? Optional.empty()
        : Optional.of(new Do(ConditionType.Routed, new Action.AskRouteChange()));
  }

  /** Whether a change of its route waits for its turn. */
  public static boolean isQueued(World world) {
    return world.route().fleetChange() && world.progress().routeChange() instanceof Answer.Queued;
  }

  static Optional<NextStep> service(Wish wish, World world) {
    var service = wish.platform().serviceOf(requireNonNull(world.ledger()));
    return UpkeepStages.isSuspended(world) || wish.platform().services().contains(service)
        ? Optional.empty()
        : Optional.of(
            new Stop(
                ConditionType.Routed,
                new Finding(
                    Reason.ServiceNotFound,
                    "The route is stored, but namespace %s has no Service %s with port %d. Create it, or correct the service of release %s."
                        .formatted(
                            wish.platform().namespace(),
                            service.name(),
                            service.port(),
                            requireNonNull(world.ledger()).release())),
                WaitsFor.TIME));
  }
}
