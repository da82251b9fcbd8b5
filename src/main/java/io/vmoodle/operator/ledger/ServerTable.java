package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** SQL on {@code server}: the identities under which a platform knows its database servers. */
record ServerTable(LedgerTables tables) {
  Map<String, String> identities(Connection connection, long platformId) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT name, identity FROM %s WHERE platform_id = ?".formatted(tables.server()))) {
      query.setLong(1, platformId);
      var identities = new HashMap<String, String>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          identities.put(rows.getString(1), rows.getString(2));
        }
      }
      return identities;
    }
  }

  void insert(Connection connection, long platformId, String name, String identity)
      throws SQLException {
    write(
        connection,
        "INSERT INTO %s (identity, platform_id, name) VALUES (?, ?, ?)".formatted(tables.server()),
        platformId,
        name,
        identity);
  }

  /** False if none is recorded under that name. */
  boolean update(Connection connection, long platformId, String name, String identity)
      throws SQLException {
    return write(
        connection,
        "UPDATE %s SET identity = ? WHERE platform_id = ? AND name = ?".formatted(tables.server()),
        platformId,
        name,
        identity);
  }

  private static boolean write(
      Connection connection, String sql, long platformId, String name, String identity)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, identity);
      statement.setLong(2, platformId);
      statement.setString(3, name);
      return statement.executeUpdate() > 0;
    }
  }
}
