package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Rolls a transaction back when it is left by any way but a commit. */
final class Undo implements AutoCloseable {
  private final Connection connection;
  private boolean committed;

  Undo(Connection connection) {
    this.connection = connection;
  }

  void commit() throws SQLException {
    connection.commit();
    committed = true;
  }

  /** Leaves the connection as it came, for the next transaction on it. */
  @Override
  public void close() throws SQLException {
    if (!committed) {
      connection.rollback();
    }
    connection.setAutoCommit(true);
  }
}
