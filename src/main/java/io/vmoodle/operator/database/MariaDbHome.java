package io.vmoodle.operator.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * The operator's own database on a MariaDB server: the server's identity, and the names of the
 * logins that the operator made, because accounts have no comments there, and of the databases that
 * it is about to make, because they get their comments a moment after they exist. The ledger may
 * live in it too.
 */
final class MariaDbHome {
  static final String NAME = "vmoodle_operator";

  private volatile boolean complete;

  /** Creates what is missing. The identity comes last: where it is, the rest is. */
  void prepare(Connection connection) throws SQLException {
    if (!complete) {
      identity(connection);
      complete = true;
    }
  }

  /** The server's identity, made at first contact; one of several first contacts wins. */
  String identity(Connection connection) throws SQLException {
    var known = known(connection);
    if (known.isPresent()) {
      return known.get();
    }
    Sql.run(
        connection,
        "CREATE DATABASE IF NOT EXISTS vmoodle_operator"
            + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        "CREATE TABLE IF NOT EXISTS vmoodle_operator.made (name VARCHAR(80) PRIMARY KEY)"
            + " ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        "CREATE TABLE IF NOT EXISTS vmoodle_operator.identity"
            + " (id TINYINT PRIMARY KEY, server CHAR(36) NOT NULL)"
            + " ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    Sql.update(
        connection,
        "INSERT IGNORE INTO vmoodle_operator.identity (id, server) VALUES (1, ?)",
        UUID.randomUUID().toString());
    return known(connection).orElseThrow();
  }

  private static Optional<String> known(Connection connection) throws SQLException {
    if (Sql.count(
            connection,
            "SELECT count(*) FROM information_schema.tables"
                + " WHERE table_schema = ? AND table_name = 'identity'",
            NAME)
        == 0) {
      return Optional.empty();
    }
    return Sql.first(
        connection, row -> row.getString(1), "SELECT server FROM vmoodle_operator.identity");
  }

  /** Says that a login or database is the operator's, before it is made. */
  void sign(Connection connection, String name) throws SQLException {
    prepare(connection);
    Sql.update(connection, "INSERT IGNORE INTO vmoodle_operator.made (name) VALUES (?)", name);
  }

  boolean signed(Connection connection, String name) throws SQLException {
    prepare(connection);
    return Sql.count(connection, "SELECT count(*) FROM vmoodle_operator.made WHERE name = ?", name)
        > 0;
  }

  /** Forgets a login after it is gone, a database once it has its comment. */
  void strike(Connection connection, String name) throws SQLException {
    prepare(connection);
    Sql.update(connection, "DELETE FROM vmoodle_operator.made WHERE name = ?", name);
  }
}
