package io.vmoodle.operator.database;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Room for CREATE and DROP DATABASE, which PostgreSQL does some 25 times a second however many are
 * at it. They run on connections of their own, few at a time, and so never keep the pool from other
 * work; a connection is kept for a while, because to log in costs as much as to make a database.
 */
final class PostgreSqlSlots {
  private static final int AT_A_TIME = 4;
  private static final int PATIENCE_SECONDS = 30;

  private final Semaphore slots = new Semaphore(AT_A_TIME, true);
  private final Pools pools;
  private final String purpose;

  /**
   * @param purpose names the connections, which are shared with nobody of another purpose
   */
  PostgreSqlSlots(Pools pools, String purpose) {
    this.pools = pools;
    this.purpose = purpose;
  }

  /** Runs the work outside a transaction, as soon as there is room. */
  void run(String attempted, Sql.Action work) {
    if (!acquired()) {
      throw pools.noRoom(attempted);
    }
    try (var connection = pools.open("", purpose, AT_A_TIME)) {
      // The work before may have acted as a tenant's role, with limits of its own.
      Sql.run(connection, "RESET ROLE", "RESET ALL");
      work.on(connection);
    } catch (SQLException e) {
      throw pools.failed(attempted, e);
    } finally {
      slots.release();
    }
  }

  private boolean acquired() {
    try {
      return slots.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
