package io.vmoodle.operator.tenant;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.tenant.NextStep.Do;
import io.vmoodle.operator.tenant.NextStep.Stop;
import io.vmoodle.operator.tenant.NextStep.WaitsFor;
import java.util.Optional;

/** The stages that end with a tenant that is served. */
final class RouteStages {
  private RouteStages() {}

  static Optional<NextStep> route(Wish wish, World world) {
    return world.route() == RouteState.SERVING
        ? Optional.empty()
        : Optional.of(new Do(ConditionType.Routed, new Action.Serve()));
  }

  static Optional<NextStep> service(Wish wish, World world) {
    var service = wish.platform().serviceOf(requireNonNull(world.ledger()));
    return wish.platform().services().contains(service)
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
