package io.vmoodle.operator.ledger;

import static java.util.Collections.nCopies;

import io.vmoodle.operator.ledger.ClaimOutcome.Taken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** SQL on {@code claim}. Its primary key is what makes a name one tenant's. */
record ClaimTable(LedgerTables tables) {
  /** The first character after the slash: what is in a folder comes before it. */
  private static final String AFTER_SLASH = "0";

  /** Who holds a name, or a folder that the named one is in or that is in the named one. */
  Optional<Taken> holder(Connection connection, long platformId, Claim claim) throws SQLException {
    if (claim.kind() != ClaimKind.DATA_DIR) {
      return holder(connection, platformId, claim, "c.value = ?", List.of(claim.value()));
    }
    var folder = claim.value();
    var around = Claim.withParents(folder);
    var same = "c.value IN (%s)".formatted(String.join(", ", nCopies(around.size(), "?")));
    var found = holder(connection, platformId, claim, same, around);
    return found.isPresent()
        ? found
        : holder(
            connection,
            platformId,
            claim,
            "c.value > ? AND c.value < ?",
            List.of(folder + "/", folder + AFTER_SLASH));
  }

  /** Every condition can use the primary key: there are as many claims as tenants, and more. */
  private Optional<Taken> holder(
      Connection connection, long platformId, Claim claim, String condition, List<String> values)
      throws SQLException {
    try (var query =
        connection.prepareStatement(
            """
            SELECT t.ns, t.name FROM %s c JOIN %s t ON t.id = c.tenant_id
            WHERE c.platform_id = ? AND c.kind = ? AND %s LIMIT 1
            """
                .formatted(tables.claim(), tables.tenant(), condition))) {
      query.setLong(1, platformId);
      query.setString(2, claim.kind().column());
      for (int i = 0; i < values.size(); i++) {
        query.setString(3 + i, values.get(i));
      }
      try (var rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Taken(claim.kind(), claim.value(), rows.getString(1), rows.getString(2)))
            : Optional.empty();
      }
    }
  }

  /** Inserts claims in their order, in one round trip. */
  void insert(Connection connection, long platformId, List<Claim> claims, String tenantId)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO %s (platform_id, kind, value, tenant_id) VALUES (?, ?, ?, ?)"
                .formatted(tables.claim()))) {
      for (var claim : claims) {
        insert.setLong(1, platformId);
        insert.setString(2, claim.kind().column());
        insert.setString(3, claim.value());
        insert.setString(4, tenantId);
        insert.addBatch();
      }
      insert.executeBatch();
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

  /** Frees one name of a tenant. */
  void delete(Connection connection, String tenantId, Claim claim) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM %s WHERE tenant_id = ? AND kind = ? AND value = ?"
                .formatted(tables.claim()))) {
      delete.setString(1, tenantId);
      delete.setString(2, claim.kind().column());
      delete.setString(3, claim.value());
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
