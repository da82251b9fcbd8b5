package io.vmoodle.operator.platform;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.api.platform.ReleaseStatus;
import io.vmoodle.operator.kube.Conditions;
import io.vmoodle.operator.kube.Finding;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a platform's status says after a look at it. */
final class PlatformStatuses {
  private PlatformStatuses() {}

  /**
   * The status.
   *
   * @param hold why the platform is not ready although it can be worked with, null where nothing is
   */
  static PlatformStatus of(
      MoodlePlatform platform, Inspection inspection, @Nullable Finding hold, Clock clock) {
    var current = Objects.requireNonNullElse(platform.getStatus(), PlatformStatus.NONE);
    long generation = platform.getMetadata().getGeneration();
    var conditions = Conditions.of(current.conditions(), generation, clock);
    var releases = current.releases();
    switch (inspection.state()) {
      case PlatformState.Closed(Finding why) ->
          PlatformConditions.closed(conditions, inspection.servers(), why);
      case PlatformState.Open(OpenPlatform open) -> {
        PlatformConditions.open(
            conditions, inspection.servers(), open.facts(), inspection.massDrift());
        releases = releases(open.facts());
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
        releases);
  }

  /** After a look that failed: what was found before stays. */
  static PlatformStatus failed(MoodlePlatform platform, Finding why, Clock clock) {
    var current = Objects.requireNonNullElse(platform.getStatus(), PlatformStatus.NONE);
    long generation = platform.getMetadata().getGeneration();
    var conditions = Conditions.of(current.conditions(), generation, clock);
    PlatformConditions.notReady(conditions, why);
    return new PlatformStatus(
        generation, conditions.list(), current.databaseServers(), current.releases());
  }

  private static List<ReleaseStatus> releases(PlatformFacts facts) {
    return facts.spec().releases().stream().map(release -> release(facts, release)).toList();
  }

  private static ReleaseStatus release(PlatformFacts facts, ReleaseSpec release) {
    var present = facts.services().contains(release.service());
    return new ReleaseStatus(
        release.name(), present, present ? null : Reason.ServiceNotFound.name());
  }
}
