package io.vmoodle.operator.platform.rollout;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.platform.fleet.PlatformSession;
import io.vmoodle.operator.platform.state.PlatformTenants;
import io.vmoodle.operator.platform.state.Rollouts;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The rollouts of all platforms. */
public final class RolloutDesks {
  private final Map<ResourceID, RolloutDesk> desks = new ConcurrentHashMap<>();
  private final PlatformTenants tenants;
  private final InstantSource clock;
  private final InstantSource steady;
  private final Consumer<ResourceID> lookSoon;

  /**
   * No rollouts yet.
   *
   * @param clock tells windows and soaks
   * @param steady tells how long something lasts
   * @param lookSoon has a platform looked at before its time
   */
  public RolloutDesks(
      PlatformTenants tenants,
      InstantSource clock,
      InstantSource steady,
      Consumer<ResourceID> lookSoon) {
    this.tenants = tenants;
    this.clock = clock;
    this.steady = steady;
    this.lookSoon = lookSoon;
  }

  /** A platform was looked at. */
  public RolloutOutlook look(ResourceID platform, PlatformSession session, Situation situation) {
    return desk(platform, session).look(situation);
  }

  /** The rollout of a platform that was looked at. */
  public Rollouts of(ResourceID platform, PlatformSession session) {
    return desk(platform, session);
  }

  /** The platform is gone. */
  public void forget(ResourceID platform) {
    desks.remove(platform);
  }

  private RolloutDesk desk(ResourceID platform, PlatformSession session) {
    return desks.compute(
        platform,
        (same, known) ->
            known != null && known.isOf(session)
                ? known
                : new RolloutDesk(
                    session, platform, tenants, clock, steady, () -> lookSoon.accept(platform)));
  }
}
