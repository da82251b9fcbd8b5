package io.vmoodle.operator.tenant.step;

import java.time.Duration;
import java.util.function.IntSupplier;

/** Waits a moment for sessions that were told to end: a server does not end them at once. */
public final class SessionsEnd {
  private static final int TRIES = 20;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private SessionsEnd() {}

  /**
   * Whether they are all gone within two seconds.
   *
   * @param end tells them to end and how many are left
   */
  static boolean await(IntSupplier end) {
    for (int tries = 0; tries < TRIES; tries++) {
      if (end.getAsInt() == 0) {
        return true;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }
}
