package io.vmoodle.operator.platform.status;

import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.kube.Conditions;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.inspection.Inspection;
import io.vmoodle.operator.platform.server.ServerIdentities;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.PlatformState;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a platform's status says after a look at it. */
public final class PlatformStatuses {
  private PlatformStatuses() {}

  /**
   * The status.
   *
   * @param hold why the platform is not ready although it can be worked with, null where nothing is
   */
  public static PlatformStatus of(
      MoodlePlatform platform, Inspection inspection, @Nullable Finding hold, Clock clock) {
    var current = Objects.requireNonNullElse(platform.getStatus(), PlatformStatus.NONE);
    long generation = platform.getMetadata().getGeneration();
    var conditions = Conditions.of(current.conditions(), generation, clock);
    var releases = current.releases();
    var rollout = inspection.rollout();
    switch (inspection.state()) {
      case PlatformState.Closed(Finding why) ->
          PlatformConditions.closed(conditions, inspection.servers(), why);
      case PlatformState.Open(OpenPlatform open) -> {
        PlatformConditions.open(
            conditions,
            inspection.servers(),
            open.facts(),
            inspection.releases(),
            inspection.massDrift(),
            rollout);
        releases = new ReleaseConditions(open.facts(), inspection.releases()).statuses();
      }
      case PlatformState.NotSeen notSeen -> {}
    }
    if (hold != null) {
      PlatformConditions.notReady(conditions, hold);
    }
    var recorded = ServerIdentities.inStatus(platform);
    return new PlatformStatus(
        generation,
        conditions.list(),
        inspection.servers().stream()
            .map(server -> server.status(recorded.get(server.name())))
            .toList(),
        releases,
        rollout == null ? current.provenRelease() : rollout.proven(),
        rollout == null ? current.rollout() : rollout.status());
  }

  /** After a look that failed: what was found before stays. */
  public static PlatformStatus failed(MoodlePlatform platform, Finding why, Clock clock) {
    var current = Objects.requireNonNullElse(platform.getStatus(), PlatformStatus.NONE);
    long generation = platform.getMetadata().getGeneration();
    var conditions = Conditions.of(current.conditions(), generation, clock);
    PlatformConditions.notReady(conditions, why);
    return new PlatformStatus(
        generation,
        conditions.list(),
        current.databaseServers(),
        current.releases(),
        current.provenRelease(),
        current.rollout());
  }
}
