package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * SQL that runs inside one of the ledger's transactions. It may run several times, each time in a
 * new transaction, and must do nothing but SQL on the connection: no commit, no other resource.
 *
 * @param <T> its result
 */
@FunctionalInterface
public interface Work<T> {
  /** Runs the SQL; an exception of any kind rolls the transaction back. */
  T run(Connection connection) throws SQLException;
}
