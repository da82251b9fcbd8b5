package io.vmoodle.lab.benchmark;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waiting that takes little of the machine that is measured. */
final class Waiting {
  private static final Duration PULSE = Duration.ofMillis(50);

  private Waiting() {}

  /**
   * Waits until something is true.
   *
   * @throws org.awaitility.core.ConditionTimeoutException if it does not get so
   */
  static void until(Duration atMost, String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(PULSE)
        .until(condition);
  }

  /** Lets time pass. */
  static void pass(Duration time) {
    var end = System.nanoTime() + time.toNanos();
    until(time.plusSeconds(5), "time passes", () -> System.nanoTime() - end >= 0);
  }
}
