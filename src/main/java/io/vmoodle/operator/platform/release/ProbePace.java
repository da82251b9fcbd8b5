package io.vmoodle.operator.platform.release;

import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When what is done of release probes. */
final class ProbePace {
  /** How often web pods are asked which image they run. */
  static final Duration WEB_PODS = Duration.ofMinutes(5);

  /** How soon a set-up that was found wrong is looked at again: what it mounts may be corrected. */
  private static final Duration WRONG = Duration.ofHours(1);

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  private ProbePace() {}

  /** How long after a failed attempt, counted from one, the next one begins. */
  static Duration pauseAfter(int attempt) {
    return PAUSES.get(Math.clamp(attempt - 1L, 0, PAUSES.size() - 1));
  }

  /** Whether what is known is to be asked once more. */
  static boolean isDue(ReleaseRecord known, ProbeJob probe, ReleaseSeen judged, Instant now) {
    var wrong = judged.trouble() != null;
    return !known.key().equals(probe.key())
        || (wrong && !now.isBefore(known.probedAt().plus(WRONG)));
  }
}
