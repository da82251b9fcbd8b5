package io.vmoodle.operator.platform;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.kube.Finding;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a platform gave.
 *
 * @param servers how its database servers were found
 * @param state what it is to its tenants from now on
 * @param changed tenants of which something changed since the last look
 * @param massDrift so many rows changed at once that none is mended, null where it is not so
 */
record Inspection(
    List<CheckedServer> servers,
    PlatformState state,
    Set<ResourceID> changed,
    @Nullable MassDrift massDrift) {
  /** Whether something could not be worked with. */
  boolean hasOutage() {
    return state instanceof PlatformState.Closed
        || servers.stream().anyMatch(server -> server.problem() != null);
  }

  static Inspection closed(List<CheckedServer> servers, Finding why) {
    return new Inspection(servers, new PlatformState.Closed(why), Set.of(), null);
  }
}
