package io.vmoodle.operator.ledger;

import io.vmoodle.operator.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;

/**
 * A lock of the database server that lives and dies with a connection. It is asked for again and
 * again rather than waited for, so that no statement outlasts the driver's patience.
 */
record SessionLock(Dialect dialect, String name) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** What is done under the lock. */
  @FunctionalInterface
  interface Guarded {
    void run() throws SQLException;
  }

  void run(Connection connection, Guarded guarded) throws SQLException {
    acquire(connection);
    try {
      guarded.run();
    } finally {
      ask(connection, dialect.unlock());
    }
  }

  private void acquire(Connection connection) throws SQLException {
    long start = System.nanoTime();
    while (ask(connection, dialect.tryLock()) != 1) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new SQLTimeoutException("somebody else holds the lock " + name);
      }
      Pause.of(PAUSE);
    }
  }

  private int ask(Connection connection, String question) throws SQLException {
    try (var query = connection.prepareStatement(question)) {
      query.setString(1, name);
      try (var rows = query.executeQuery()) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
  }
}
