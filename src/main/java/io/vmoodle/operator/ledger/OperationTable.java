package io.vmoodle.operator.ledger;

import static java.util.Collections.nCopies;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** SQL on {@code operation}, of which a tenant has one at most. */
record OperationTable(LedgerTables tables) {
  /** Its columns, under an alias, in a query for tenants. */
  static final String COLUMNS =
      "o.type AS operation_type, o.target, o.attempt, o.step, o.job_name, o.not_before,"
          + " o.failure_reason, o.failure, o.backup_generation, o.phase, o.number, o.hash,"
          + " o.tries, o.started_at, o.phase_since";

  /** What the row of a query for tenants says of the tenant's operation; null without one. */
  static @Nullable Operation read(ResultSet row) throws SQLException {
    var type = row.getString("operation_type");
    if (type == null) {
      return null;
    }
    var notBefore = row.getLong("not_before");
    var begin = row.wasNull() ? null : Instant.ofEpochMilli(notBefore);
    var reason = row.getString("failure_reason");
    return new Operation(
        OperationType.valueOf(type),
        row.getString("target"),
        row.getInt("attempt"),
        OperationStep.valueOf(row.getString("step")),
        row.getString("job_name"),
        begin,
        reason == null ? null : new Operation.Failure(reason, row.getString("failure")),
        upgrade(row));
  }

  private static @Nullable Upgrade upgrade(ResultSet row) throws SQLException {
    var phase = row.getString("phase");
    return phase == null
        ? null
        : new Upgrade(
            UpgradePhase.valueOf(phase),
            row.getLong("number"),
            row.getInt("backup_generation"),
            row.getString("hash"),
            row.getInt("tries"),
            Instant.ofEpochMilli(row.getLong("started_at")),
            Instant.ofEpochMilli(row.getLong("phase_since")));
  }

  /** How many upgrades of a platform are not over; those of tenants that are gone rest. */
  int running(Connection connection, long platformId) throws SQLException {
    return count(
        connection,
        platformId,
        UpgradePhase::running,
        " AND t.state <> ?",
        TenantState.RELEASED.name());
  }

  /**
   * How many upgrades of a platform failed in an attempt to come to a release; those of tenants
   * that are gone, but not forgotten, too: to delete one lifts no halt.
   */
  int failed(Connection connection, long platformId, String target, int attempt)
      throws SQLException {
    return count(
        connection,
        platformId,
        UpgradePhase::failed,
        " AND o.target = ? AND o.attempt = ?",
        target,
        attempt);
  }

  private int count(
      Connection connection,
      long platformId,
      Predicate<UpgradePhase> which,
      String further,
      Object... values)
      throws SQLException {
    var phases = Stream.of(UpgradePhase.values()).filter(which).map(UpgradePhase::name).toList();
    try (var query =
        connection.prepareStatement(
            "SELECT COUNT(*) FROM %s o JOIN %s t ON t.id = o.tenant_id WHERE t.platform_id = ? AND o.phase IN (%s)%s"
                .formatted(
                    tables.operation(),
                    tables.tenant(),
                    String.join(", ", nCopies(phases.size(), "?")),
                    further))) {
      int mark = 0;
      query.setLong(++mark, platformId);
      for (var phase : phases) {
        query.setString(++mark, phase);
      }
      for (var value : values) {
        query.setObject(++mark, value);
      }
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** Writes the tenant's operation in the place of whatever it had. */
  void write(Connection connection, String tenantId, Operation operation) throws SQLException {
    delete(connection, tenantId);
    try (var insert =
        connection.prepareStatement(
            """
            INSERT INTO %s (tenant_id, type, target, attempt, step, job_name, not_before,
              failure_reason, failure, backup_generation, phase, number, hash, tries, started_at,
              phase_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
                .formatted(tables.operation()))) {
      var notBefore = operation.notBefore();
      var failure = operation.failure();
      insert.setString(1, tenantId);
      insert.setString(2, operation.type().name());
      insert.setString(3, operation.target());
      insert.setInt(4, operation.attempt());
      insert.setString(5, operation.step().name());
      insert.setString(6, operation.jobName());
      insert.setObject(7, notBefore == null ? null : notBefore.toEpochMilli(), Types.BIGINT);
      insert.setString(8, failure == null ? null : failure.reason());
      insert.setString(9, failure == null ? null : failure.message());
      var upgrade = operation.upgrade();
      insert.setObject(10, upgrade == null ? null : upgrade.copyGeneration(), Types.INTEGER);
      insert.setString(11, upgrade == null ? null : upgrade.phase().name());
      insert.setObject(12, upgrade == null ? null : upgrade.number(), Types.BIGINT);
      insert.setString(13, upgrade == null ? null : upgrade.hash());
      insert.setObject(14, upgrade == null ? null : upgrade.tries(), Types.INTEGER);
      insert.setObject(
          15, upgrade == null ? null : upgrade.startedAt().toEpochMilli(), Types.BIGINT);
      insert.setObject(
          16, upgrade == null ? null : upgrade.phaseSince().toEpochMilli(), Types.BIGINT);
      insert.executeUpdate();
    }
  }

  void delete(Connection connection, String tenantId) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM %s WHERE tenant_id = ?".formatted(tables.operation()))) {
      delete.setString(1, tenantId);
      delete.executeUpdate();
    }
  }
}
