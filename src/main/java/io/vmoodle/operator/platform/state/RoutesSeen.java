package io.vmoodle.operator.platform.state;

import io.vmoodle.operator.routing.RouteAnswer;
import java.util.Map;

/**
 * What a look at a platform's routes found that its tenants have to know.
 *
 * @param gatewayApi whether there can be HTTPRoutes
 * @param untaken the routes of the main host that nothing took, by name
 */
public record RoutesSeen(GatewayApi gatewayApi, Map<String, RouteAnswer> untaken) {
  /** Nothing was looked at, or there is nothing to see. */
  public static final RoutesSeen NOTHING = new RoutesSeen(GatewayApi.MISSING, Map.of());

  /** Copies the map. */
  public RoutesSeen {
    untaken = Map.copyOf(untaken);
  }
}
