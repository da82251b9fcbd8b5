package io.vmoodle.operator.ledger;

import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.Dialect;
import io.vmoodle.operator.database.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs work in transactions, again when others were in its way: after a deadlock, and after a
 * duplicate key, since work that looks before it inserts then finds what the faster one wrote.
 *
 * <p>Read committed, on both engines: locking reads see the latest, and MariaDB takes no gap locks,
 * which would let claims of different names block each other.
 */
record Transactions(Endpoint endpoint, ConnectionSource connections) {
  private static final int ATTEMPTS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LONGEST_PAUSE_MILLIS = 50;

  Dialect dialect() {
    return Dialect.of(endpoint.engine());
  }

  /**
   * Runs work and commits.
   *
   * @param attempted a verb phrase, for the message of a failure
   */
  <T> T run(String attempted, Work<T> work) {
    long start = System.nanoTime();
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return once(work);
        } catch (SQLException e) {
          boolean late = System.nanoTime() - start > PATIENCE.toNanos();
          if (late || attempt == ATTEMPTS || !worthAnother(e)) {
            throw e;
          }
        }
        Pause.of(Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS)));
      }
    } catch (SQLException e) {
      throw DatabaseException.of(endpoint, attempted, e);
    }
  }

  /** Reads several things as they were at one moment; writes nothing. */
  <T> T read(String attempted, Work<T> reading) {
    try (var connection = connections.open()) {
      var usual = connection.getTransactionIsolation();
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      try (var undo = new Undo(connection)) {
        T result = reading.run(connection);
        undo.commit();
        return result;
      } finally {
        connection.setTransactionIsolation(usual);
      }
    } catch (SQLException e) {
      throw DatabaseException.of(endpoint, attempted, e);
    }
  }

  private boolean worthAnother(SQLException failure) {
    return dialect().isContention(failure) || dialect().isDuplicateKey(failure);
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (var connection = connections.open()) {
      connection.setAutoCommit(false);
      try (var undo = new Undo(connection)) {
        T result = work.run(connection);
        undo.commit();
        return result;
      }
    }
  }
}
