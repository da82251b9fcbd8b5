package io.vmoodle.operator.kube;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A time that only goes on: for how long something took or lasted. The machine's clock jumps when
 * somebody sets it, and what is an hour old then may be of this second.
 */
public final class SteadyTime {
  private SteadyTime() {}

  /** That time, from some beginning of its own; it says nothing to people. */
  public static InstantSource source() {
    return () -> Instant.EPOCH.plusNanos(System.nanoTime());
  }
}
