package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** SQL on {@code upkeep}; who has no row there is served like any other. */
record UpkeepTable(LedgerTables tables) {
  /** Its columns, under an alias, in a query for tenants. */
  static final String COLUMNS =
      "u.suspended, u.maintenance, u.task, u.task_number, u.task_attempt, u.task_not_before,"
          + " u.task_failure_reason, u.task_failure";

  /** What the row of a query for tenants says. */
  static Upkeep read(ResultSet row) throws SQLException {
    var suspended = row.getInt("suspended");
    return row.wasNull()
        ? Upkeep.NONE
        : new Upkeep(suspended != 0, row.getInt("maintenance") != 0, task(row));
  }

  private static @Nullable Task task(ResultSet row) throws SQLException {
    var kind = row.getString("task");
    if (kind == null) {
      return null;
    }
    var notBefore = row.getLong("task_not_before");
    var begin = row.wasNull() ? null : Instant.ofEpochMilli(notBefore);
    var reason = row.getString("task_failure_reason");
    return new Task(
        TaskKind.valueOf(kind),
        row.getLong("task_number"),
        row.getInt("task_attempt"),
        begin,
        reason == null ? null : new Operation.Failure(reason, row.getString("task_failure")));
  }

  /** Writes it in the place of whatever the tenant had. */
  void write(Connection connection, String tenantId, Upkeep upkeep) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM %s WHERE tenant_id = ?".formatted(tables.upkeep()))) {
      delete.setString(1, tenantId);
      delete.executeUpdate();
    }
    if (upkeep.equals(Upkeep.NONE)) {
      return;
    }
    try (var insert =
        connection.prepareStatement(
            """
            INSERT INTO %s (tenant_id, suspended, maintenance, task, task_number, task_attempt,
              task_not_before, task_failure_reason, task_failure)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
                .formatted(tables.upkeep()))) {
      var task = upkeep.task();
      var notBefore = task == null ? null : task.notBefore();
      var failure = task == null ? null : task.failure();
      insert.setString(1, tenantId);
      insert.setInt(2, upkeep.suspended() ? 1 : 0);
      insert.setInt(3, upkeep.maintenance() ? 1 : 0);
      insert.setString(4, task == null ? null : task.kind().name());
      insert.setObject(5, task == null ? null : task.number(), Types.BIGINT);
      insert.setObject(6, task == null ? null : task.attempt(), Types.INTEGER);
      insert.setObject(7, notBefore == null ? null : notBefore.toEpochMilli(), Types.BIGINT);
      insert.setString(8, failure == null ? null : failure.reason());
      insert.setString(9, failure == null ? null : failure.message());
      insert.executeUpdate();
    }
  }
}
