package io.vmoodle.operator.ledger;

import io.vmoodle.operator.ledger.ClaimOutcome.Taken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** SQL on {@code claim}. Its primary key is what makes a name one tenant's. */
record ClaimTable(LedgerTables tables) {
  private static final String SAME = "c.value = ?";

  /** Folders that are in one another are in each other's way. */
  private static final String SAME_OR_NESTED =
      """
      (c.value = ?
        OR LEFT(c.value, CHAR_LENGTH(?) + 1) = CONCAT(?, '/')
        OR LEFT(?, CHAR_LENGTH(c.value) + 1) = CONCAT(c.value, '/'))
      """;

  /** Who holds a name, or a folder that the named one is in or that is in the named one. */
  Optional<Taken> holder(Connection connection, long platformId, Claim claim) throws SQLException {
    var folder = claim.kind() == ClaimKind.DATA_DIR;
    try (var query =
        connection.prepareStatement(
            """
            SELECT t.ns, t.name FROM %s c JOIN %s t ON t.id = c.tenant_id
            WHERE c.platform_id = ? AND c.kind = ? AND %s
            """
                .formatted(tables.claim(), tables.tenant(), folder ? SAME_OR_NESTED : SAME))) {
      query.setLong(1, platformId);
      query.setString(2, claim.kind().column());
      for (int parameter = 3; parameter <= (folder ? 6 : 3); parameter++) {
        query.setString(parameter, claim.value());
      }
      try (var rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Taken(claim.kind(), claim.value(), rows.getString(1), rows.getString(2)))
            : Optional.empty();
      }
    }
  }

  void insert(Connection connection, long platformId, Claim claim, String tenantId)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO %s (platform_id, kind, value, tenant_id) VALUES (?, ?, ?, ?)"
                .formatted(tables.claim()))) {
      insert.setLong(1, platformId);
      insert.setString(2, claim.kind().column());
      insert.setString(3, claim.value());
      insert.setString(4, tenantId);
      insert.executeUpdate();
    }
  }

  /** Frees a tenant's names of one kind. */
  void delete(Connection connection, String tenantId, ClaimKind kind) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM %s WHERE tenant_id = ? AND kind = ?".formatted(tables.claim()))) {
      delete.setString(1, tenantId);
      delete.setString(2, kind.column());
      delete.executeUpdate();
    }
  }

  /** Frees all names of a tenant. */
  void deleteAll(Connection connection, String tenantId) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM %s WHERE tenant_id = ?".formatted(tables.claim()))) {
      delete.setString(1, tenantId);
      delete.executeUpdate();
    }
  }
}
