package io.vmoodle.operator.tenant.step;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when copies of tenants' databases fail, in this process. Visitors wait meanwhile, so that
 * it is not tried for longer than a database server may take to come back.
 */
final class CopyTroubles {
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Map<String, Instant> since = new ConcurrentHashMap<>();
  private final InstantSource steady;

  /**
   * None yet.
   *
   * @param steady goes on and never jumps
   */
  CopyTroubles(InstantSource steady) {
    this.steady = steady;
  }

  /** A copy failed; whether that has been so for long. */
  boolean last(String tenantId) {
    var now = steady.instant();
    return !now.isBefore(since.computeIfAbsent(tenantId, id -> now).plus(PATIENCE));
  }

  /** A copy was made, or is given up. */
  void over(String tenantId) {
    since.remove(tenantId);
  }
}
