package io.vmoodle.operator.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on and that somebody sets. */
final class SettableClock extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  /** Sets it to the right time and so much more. */
  void set(Duration aheadOfTime) {
    ahead = aheadOfTime;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the operator writes UTC");
  }
}
