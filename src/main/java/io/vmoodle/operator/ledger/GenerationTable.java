package io.vmoodle.operator.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.vmoodle.operator.ledger.Generations.Kept;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SQL on {@code kept_database}: the databases of tenants besides those that they have. */
record GenerationTable(LedgerTables tables) {
  private record Row(String tenantId, Kept kept) {}

  Map<String, List<Kept>> ofPlatform(Connection connection, long platformId) throws SQLException {
    try (var query =
        connection.prepareStatement(
            """
            SELECT k.tenant_id, k.generation, k.since FROM %s k JOIN %s t ON t.id = k.tenant_id
            WHERE t.platform_id = ? ORDER BY k.generation
            """
                .formatted(tables.keptDatabase(), tables.tenant()))) {
      query.setLong(1, platformId);
      return read(query);
    }
  }

  Map<String, List<Kept>> ofTenant(Connection connection, String tenantId) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT tenant_id, generation, since FROM %s WHERE tenant_id = ? ORDER BY generation"
                .formatted(tables.keptDatabase()))) {
      query.setString(1, tenantId);
      return read(query);
    }
  }

  private static Map<String, List<Kept>> read(PreparedStatement query) throws SQLException {
    var found = new ArrayList<Row>();
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        var since = rows.getLong(3);
        var kept = rows.wasNull() ? null : Instant.ofEpochMilli(since);
        found.add(new Row(rows.getString(1), new Kept(rows.getInt(2), kept)));
      }
    }
    return found.stream().collect(groupingBy(Row::tenantId, mapping(Row::kept, toList())));
  }

  void insert(Connection connection, String tenantId, Kept kept) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO %s (tenant_id, generation, since) VALUES (?, ?, ?)"
                .formatted(tables.keptDatabase()))) {
      insert.setString(1, tenantId);
      insert.setInt(2, kept.generation());
      insert.setObject(3, millis(kept.since()), Types.BIGINT);
      insert.executeUpdate();
    }
  }

  /** Nothing that is being done needs them any more. */
  void release(Connection connection, String tenantId, Instant since) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET since = ? WHERE tenant_id = ? AND since IS NULL"
                .formatted(tables.keptDatabase()))) {
      update.setLong(1, since.toEpochMilli());
      update.setString(2, tenantId);
      update.executeUpdate();
    }
  }

  void delete(Connection connection, String tenantId, int generation) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM %s WHERE tenant_id = ? AND generation = ?"
                .formatted(tables.keptDatabase()))) {
      delete.setString(1, tenantId);
      delete.setInt(2, generation);
      delete.executeUpdate();
    }
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
