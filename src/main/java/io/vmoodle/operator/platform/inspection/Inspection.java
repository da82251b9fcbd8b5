package io.vmoodle.operator.platform.inspection;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.fleet.MassDrift;
import io.vmoodle.operator.platform.rollout.RolloutProgress;
import io.vmoodle.operator.platform.server.CheckedServer;
import io.vmoodle.operator.platform.state.PlatformState;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a platform gave.
 *
 * @param servers how its database servers were found
 * @param state what it is to its tenants from now on
 * @param changed tenants of which something changed since the last look
 * @param releases what is known of its releases, by name
 * @param massDrift so many rows changed at once that none is mended, null where it is not so
 * @param rollout how far tenants have come to the default release, null where that is not known
 */
public record Inspection(
    List<CheckedServer> servers,
    PlatformState state,
    Set<ResourceID> changed,
    Map<String, ReleaseSeen> releases,
    @Nullable MassDrift massDrift,
    @Nullable RolloutProgress rollout) {
  /** Whether something could not be worked with. */
  public boolean hasOutage() {
    return state instanceof PlatformState.Closed
        || servers.stream().anyMatch(server -> server.problem() != null);
  }

  /** Nothing can be done for the tenants, and why. */
  public static Inspection closed(List<CheckedServer> servers, Finding why) {
    return new Inspection(servers, new PlatformState.Closed(why), Set.of(), Map.of(), null, null);
  }
}
