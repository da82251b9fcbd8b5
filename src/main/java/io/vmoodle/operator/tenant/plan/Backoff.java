package io.vmoodle.operator.tenant.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long after an attempt that failed the next one begins. */
public final class Backoff {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  private Backoff() {}

  /**
   * Whether an attempt may begin. What is further ahead than any pause was written by a process
   * whose clock was, and is not waited for.
   *
   * @param notBefore when it may begin; null: at once
   */
  public static boolean isDue(@Nullable Instant notBefore, Instant now) {
    return notBefore == null
        || !now.isBefore(notBefore)
        || notBefore.isAfter(now.plus(PAUSES.getLast()));
  }

  /**
   * The pause.
   *
   * @param attempt the one that failed; 1 for the first
   */
  public static Duration after(int attempt) {
    return PAUSES.get(Math.min(attempt, PAUSES.size()) - 1);
  }
}
