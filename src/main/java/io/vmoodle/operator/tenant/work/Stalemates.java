package io.vmoodle.operator.tenant.work;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.Action;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Steps after which everything was as before: somebody undoes them at once, such as an admission
 * webhook that rewrites a route. Each such write may be news that has the tenant looked at again,
 * so what led nowhere is left alone for a while.
 */
public final class Stalemates {
  private record Stalemate(Action action, World world, Instant until) {}

  private final Map<ResourceID, Stalemate> known = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final Duration pace;

  /**
   * @param pace how long a step that led nowhere is not tried again
   */
  public Stalemates(InstantSource clock, Duration pace) {
    this.clock = clock;
    this.pace = pace;
  }

  /** The step led from this world to an equal one. */
  void note(ResourceID tenant, Action action, World world) {
    known.put(tenant, new Stalemate(action, world.with(Progress.NONE), clock.instant().plus(pace)));
  }

  /** Whether the step would only lead nowhere again. */
  boolean lasts(ResourceID tenant, Action action, World world) {
    var stalemate = known.get(tenant);
    return stalemate != null
        && clock.instant().isBefore(stalemate.until())
        && stalemate.action().equals(action)
        && stalemate.world().equals(world.with(Progress.NONE));
  }

  /** The tenant got where it was to get. */
  void forget(ResourceID tenant) {
    known.remove(tenant);
  }
}
