package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.RolloutStatus;
import io.vmoodle.operator.kube.Excerpt;
import io.vmoodle.operator.kube.Finding;
import org.jspecify.annotations.Nullable;

/**
 * How far tenants have come to the default release.
 *
 * @param status for the platform's status
 * @param finding for its condition RolloutComplete
 * @param proven the release that new tenants get, null where that is the default
 * @param forgotten that tenants are on releases that the platform does not list; null: none is
 */
public record RolloutProgress(
    RolloutStatus status, Finding finding, @Nullable String proven, @Nullable Finding forgotten) {
  private static final int LONGEST_MESSAGE = 1_024;

  /** Whether every tenant is where it should be. */
  public boolean complete() {
    return finding.reason() == Reason.RolloutComplete;
  }

  static RolloutProgress of(
      Circumstances all, Counts counts, Finding finding, @Nullable Finding forgotten) {
    return new RolloutProgress(
        new RolloutStatus(
            all.target(),
            all.rollout().attempt(),
            finding.reason().name(),
            Excerpt.of(finding.message(), LONGEST_MESSAGE),
            counts.total(),
            counts.of(Standing.DONE),
            counts.of(Standing.FAILED),
            counts.of(Standing.BLOCKED),
            counts.of(Standing.AHEAD),
            counts.of(Standing.RUNNING),
            counts.of(Standing.QUEUED)),
        finding,
        all.milestone().proven(),
        forgotten);
  }
}
