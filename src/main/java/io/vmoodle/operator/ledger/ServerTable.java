package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** SQL on {@code server}: the identities under which a platform knows its database servers. */
record ServerTable(LedgerTables tables) {
  Optional<String> identity(Connection connection, long platformId, String name)
      throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT identity FROM %s WHERE platform_id = ? AND name = ?"
                .formatted(tables.server()))) {
      query.setLong(1, platformId);
      query.setString(2, name);
      try (var rows = query.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
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

  void update(Connection connection, long platformId, String name, String identity)
      throws SQLException {
    write(
        connection,
        "UPDATE %s SET identity = ? WHERE platform_id = ? AND name = ?".formatted(tables.server()),
        platformId,
        name,
        identity);
  }

  private static void write(
      Connection connection, String sql, long platformId, String name, String identity)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, identity);
      statement.setLong(2, platformId);
      statement.setString(3, name);
      statement.executeUpdate();
    }
  }
}
