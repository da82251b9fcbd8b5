package io.vmoodle.operator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a platform's rollouts have come.
 *
 * @param proven the release that new tenants get: the last one whose canaries were looked at for
 *     long enough; null: none was yet
 * @param target the release whose canaries came to it last; null: none did yet
 * @param canariesAt when the last of them did
 */
public record RolloutMilestone(
    @Nullable String proven, @Nullable String target, @Nullable Instant canariesAt) {
  /** No rollout has come to anything. */
  public static final RolloutMilestone NONE = new RolloutMilestone(null, null, null);

  /** As the ledger stores times. */
  public RolloutMilestone {
    canariesAt = canariesAt == null ? null : canariesAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The canaries of a release are there. */
  public RolloutMilestone arrived(String release, Instant now) {
    return new RolloutMilestone(proven, release, now);
  }

  /** Whether a clock noted it that was ahead of this one. */
  public boolean isAheadOf(Instant now) {
    return canariesAt != null && canariesAt.isAfter(now);
  }

  /** The same, noted at another time. */
  public RolloutMilestone notedAt(Instant time) {
    return new RolloutMilestone(proven, target, time);
  }

  /** The canaries that came last were looked at for long enough. */
  public RolloutMilestone passed() {
    return new RolloutMilestone(target, target, canariesAt);
  }

  /** When the canaries of a release have been looked at; empty while they are not all there. */
  public Optional<Instant> soaksUntil(String release, Duration soak) {
    return canariesAt != null && release.equals(target)
        ? Optional.of(canariesAt.plus(soak))
        : Optional.empty();
  }
}
