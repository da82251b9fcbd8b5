package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** SQL on {@code leader}: runs of the operator that led and may still have sessions. */
record LeaderTable(LedgerTables tables) {
  void add(Connection connection, long platformId, String instance) throws SQLException {
    remove(connection, platformId, List.of(instance));
    execute(
        connection,
        "INSERT INTO %s (platform_id, instance) VALUES (?, ?)".formatted(tables.leader()),
        platformId,
        instance);
  }

  List<String> all(Connection connection, long platformId) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT instance FROM %s WHERE platform_id = ?".formatted(tables.leader()))) {
      query.setLong(1, platformId);
      return instances(query);
    }
  }

  List<String> of(Connection connection, PlatformKey key, PlatformOwner owner) throws SQLException {
    try (var query =
        connection.prepareStatement(
            """
            SELECT l.instance FROM %s l JOIN %s p ON p.id = l.platform_id
            WHERE p.server_identity = ? AND p.database_name = ? AND p.table_prefix = ?
              AND p.cluster_id = ? AND p.ns = ? AND p.name = ?
            """
                .formatted(tables.leader(), tables.platform()))) {
      query.setString(1, key.serverIdentity());
      query.setString(2, key.database());
      query.setString(3, key.tablePrefix());
      query.setString(4, owner.clusterId());
      query.setString(5, owner.namespace());
      query.setString(6, owner.name());
      return instances(query);
    }
  }

  private static List<String> instances(PreparedStatement query) throws SQLException {
    var instances = new ArrayList<String>();
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        instances.add(rows.getString(1));
      }
    }
    return instances;
  }

  void remove(Connection connection, long platformId, List<String> instances) throws SQLException {
    for (var instance : instances) {
      execute(
          connection,
          "DELETE FROM %s WHERE platform_id = ? AND instance = ?".formatted(tables.leader()),
          platformId,
          instance);
    }
  }

  private static void execute(Connection connection, String sql, long platformId, String instance)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, platformId);
      statement.setString(2, instance);
      statement.executeUpdate();
    }
  }
}
