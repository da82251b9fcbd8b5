package io.vmoodle.operator.platform.state;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The platforms as their reconciler left them, for the reconcilers of what belongs to them. */
public final class PlatformDirectory {
  private final Map<ResourceID, PlatformState> states = new ConcurrentHashMap<>();

  /** The state of a platform. */
  public PlatformState state(ResourceID platform) {
    return states.getOrDefault(platform, new PlatformState.NotSeen());
  }

  /** All platforms that were looked at, as they are now. */
  public Map<ResourceID, PlatformState> states() {
    return Map.copyOf(states);
  }

  /** Replaces the state of a platform and returns the one before. */
  public PlatformState publish(ResourceID platform, PlatformState state) {
    var before = states.put(platform, state);
    return before == null ? new PlatformState.NotSeen() : before;
  }

  /** The platform is gone. */
  public void remove(ResourceID platform) {
    states.remove(platform);
  }
}
