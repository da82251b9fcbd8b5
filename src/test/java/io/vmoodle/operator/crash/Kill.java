package io.vmoodle.operator.crash;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.vmoodle.operator.crash.process.Point;
import io.vmoodle.operator.tenant.plan.Action;
import java.util.Arrays;
import java.util.Set;

/**
 * One tenant in the middle of whose way the operator is killed.
 *
 * @param at the point from which the operator does not go on for this tenant until it is dead
 */
record Kill(Scenario scenario, Tenant tenant, Point at) {
  /** Where PostgreSQL has room for two at a time. */
  private static final Set<String> SCARCE =
      Set.of("after commit of CREATE DATABASE", "after commit of DROP DATABASE");

  private static final Set<String> ON_SERVER = onServer();

  private static final Set<String> SHARED =
      Set.of("step Serve", "step Suspend", "step CloseRoute", "step RemoveRoute");

  /**
   * Whether a connection of the operator's pools, or a turn on a database server, is held up
   * meanwhile: both are scarce. A turn is given back before the next step that is not on a server.
   */
  boolean holdsConnection() {
    return at.isCommit() || ON_SERVER.contains(at.what());
  }

  boolean isScarce() {
    return SCARCE.contains(at.what());
  }

  /** Whether another tenant of the main host that goes on could do this step along with its own. */
  boolean needsMainHostAlone() {
    return scenario.subPath() && SHARED.contains(at.what());
  }

  private static Set<String> onServer() {
    return Arrays.stream(Action.OnServer.class.getPermittedSubclasses())
        .map(step -> "step " + step.getSimpleName())
        .collect(toUnmodifiableSet());
  }

  @Override
  public String toString() {
    return "%s killed at %s (%s)".formatted(scenario, at, tenant.name());
  }
}
