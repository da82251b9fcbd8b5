package io.vmoodle.operator.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Transactions of the admin in the maintenance database. Roles and rights are transactional on
 * PostgreSQL, so most of what has to be done together is. Two sessions that change the same role or
 * database at a time make one of them fail at once rather than wait; that one is run again.
 */
final class PostgreSqlTransactions {
  private static final int ATTEMPTS = 8;
  private static final Duration PAUSE = Duration.ofMillis(40);

  /** Tuple concurrently updated, made by another meanwhile (2), serialization, deadlock. */
  private static final Set<String> COLLISIONS =
      Set.of("XX000", "23505", "42710", "42P04", "40001", "40P01");

  private final Pools pools;

  PostgreSqlTransactions(Pools pools) {
    this.pools = pools;
  }

  /** Commits what the work did, or nothing of it. */
  void run(String attempted, Sql.Action work) {
    for (int attempt = 1; ; attempt++) {
      try (var connection = pools.open("")) {
        connection.setAutoCommit(false);
        work.on(connection);
        connection.commit();
        return;
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !COLLISIONS.contains(e.getSQLState())) {
          throw pools.failed(attempted, e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    var nanos = PAUSE.toNanos();
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(nanos / 4, nanos));
  }
}
