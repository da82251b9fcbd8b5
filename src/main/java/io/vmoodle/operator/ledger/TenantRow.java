package io.vmoodle.operator.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code tenant} as a record. */
final class TenantRow {
  private TenantRow() {}

  static LedgerTenant read(ResultSet row) throws SQLException {
    return new LedgerTenant(
        row.getString("id"),
        row.getLong("platform_id"),
        row.getString("ns"),
        row.getString("name"),
        row.getString("cr_uid"),
        Origin.valueOf(row.getString("origin")),
        TenantState.valueOf(row.getString("state")),
        row.getString("url"),
        row.getString("server"),
        row.getString("database_name"),
        row.getInt("generation"),
        row.getString("login"),
        row.getString("data_dir"),
        row.getString("release_name"),
        row.getString("release_service"),
        number(row, "registry_id"),
        row.getString("row_hash"),
        time(row, "installed_at"),
        time(row, "released_at"),
        row.getLong("fence"),
        new Rotation(row.getString("rotation"), time(row, "rotated_at")),
        OperationTable.read(row),
        new Generations(row.getInt("last_generation"), List.of()),
        UpkeepTable.read(row));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    var millis = number(row, column);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
