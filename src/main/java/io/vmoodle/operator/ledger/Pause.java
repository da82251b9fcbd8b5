package io.vmoodle.operator.ledger;

import java.sql.SQLException;
import java.time.Duration;

/** A moment of waiting for the database. */
final class Pause {
  private Pause() {}

  /** Waits; an interrupt ends it as a failure of the work at hand and stays set. */
  static void of(Duration time) throws SQLException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while waiting for the database", e);
    }
  }
}
