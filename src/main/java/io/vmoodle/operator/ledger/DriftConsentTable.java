package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** SQL on {@code drift_consent}, and on the count of consents in {@code platform}. */
record DriftConsentTable(LedgerTables tables) {
  DriftConsents read(Connection connection, long platformId) throws SQLException {
    return new DriftConsents(number(connection, platformId), drift(connection, platformId));
  }

  private long number(Connection connection, long platformId) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT drift_consents FROM %s WHERE id = ?".formatted(tables.platform()))) {
      query.setLong(1, platformId);
      try (var rows = query.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private Map<String, String> drift(Connection connection, long platformId) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT c.tenant_id, c.drift FROM %s c JOIN %s t ON t.id = c.tenant_id WHERE t.platform_id = ?"
                .formatted(tables.driftConsent(), tables.tenant()))) {
      query.setLong(1, platformId);
      var drift = new HashMap<String, String>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          drift.put(rows.getString(1), rows.getString(2));
        }
      }
      return drift;
    }
  }

  void replace(Connection connection, long platformId, Map<String, String> drift)
      throws SQLException {
    execute(
        connection,
        "DELETE FROM %s WHERE tenant_id IN (SELECT id FROM %s WHERE platform_id = ?)"
            .formatted(tables.driftConsent(), tables.tenant()),
        platformId);
    execute(
        connection,
        "UPDATE %s SET drift_consents = drift_consents + 1 WHERE id = ?"
            .formatted(tables.platform()),
        platformId);
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO %s (tenant_id, drift) VALUES (?, ?)".formatted(tables.driftConsent()))) {
      for (var row : drift.entrySet()) {
        insert.setString(1, row.getKey());
        insert.setString(2, row.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void execute(Connection connection, String sql, long platformId)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, platformId);
      statement.executeUpdate();
    }
  }

  void delete(Connection connection, String tenantId) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM %s WHERE tenant_id = ?".formatted(tables.driftConsent()))) {
      delete.setString(1, tenantId);
      delete.executeUpdate();
    }
  }
}
