package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL on {@code deletion}: when deletions began, whatever became of the tenants since. Kept for as
 * long as the budget counts them.
 */
record DeletionTable(LedgerTables tables) {
  /** What the budget counts in. */
  static final Duration HOUR = Duration.ofHours(1);

  /**
   * The beginnings of the last hour, in order. Those that a clock which was ahead wrote count as of
   * now: they must neither be forgotten nor block for longer than an hour.
   */
  List<Instant> ofLastHour(Connection connection, long platformId, Instant now)
      throws SQLException {
    try (var clamp =
        connection.prepareStatement(
            "UPDATE %s SET begun_at = ? WHERE platform_id = ? AND begun_at > ?"
                .formatted(tables.deletion()))) {
      clamp.setLong(1, now.toEpochMilli());
      clamp.setLong(2, platformId);
      clamp.setLong(3, now.toEpochMilli());
      clamp.executeUpdate();
    }
    try (var query =
        connection.prepareStatement(
            "SELECT begun_at FROM %s WHERE platform_id = ? AND begun_at > ? ORDER BY begun_at"
                .formatted(tables.deletion()))) {
      query.setLong(1, platformId);
      query.setLong(2, now.minus(HOUR).toEpochMilli());
      var begun = new ArrayList<Instant>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          begun.add(Instant.ofEpochMilli(rows.getLong(1)));
        }
      }
      return begun;
    }
  }

  /** Notes one, and drops what nobody counts any more. */
  void insert(Connection connection, LedgerTenant tenant, Instant now) throws SQLException {
    try (var old =
            connection.prepareStatement(
                "DELETE FROM %s WHERE platform_id = ? AND begun_at <= ?"
                    .formatted(tables.deletion()));
        var insert =
            connection.prepareStatement(
                "INSERT INTO %s (tenant_id, fence, platform_id, begun_at) VALUES (?, ?, ?, ?)"
                    .formatted(tables.deletion()))) {
      old.setLong(1, tenant.platformId());
      old.setLong(2, now.minus(HOUR).toEpochMilli());
      old.executeUpdate();
      insert.setString(1, tenant.id());
      insert.setLong(2, tenant.fence());
      insert.setLong(3, tenant.platformId());
      insert.setLong(4, now.toEpochMilli());
      insert.executeUpdate();
    }
  }
}
