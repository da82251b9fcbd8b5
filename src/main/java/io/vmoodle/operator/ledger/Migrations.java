package io.vmoodle.operator.ledger;

import io.vmoodle.operator.database.Dialect;

/** Brings the ledger's tables to the form that this version of the operator needs. */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // signatures only, so far
public final class Migrations {
  /** The ledger that these connections lead to. */
  public Migrations(Dialect dialect, ConnectionSource connections) {}

  /**
   * Creates what is missing. May be killed at any point and run again, and run by several processes
   * at once.
   */
  public void migrate() {
    throw new UnsupportedOperationException();
  }
}
