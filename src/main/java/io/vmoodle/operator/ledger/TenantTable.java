package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL on {@code tenant}. */
record TenantTable(LedgerTables tables) {
  private static final String COLUMNS =
      "id, platform_id, ns, name, cr_uid, origin, state, url, server, database_name, generation,"
          + " login, data_dir, release_name, release_service, registry_id, row_hash, installed_at,"
          + " released_at, fence, rotation, rotated_at, last_generation";

  List<LedgerTenant> all(Connection connection, long platformId) throws SQLException {
    try (var query = connection.prepareStatement(select("WHERE platform_id = ? ORDER BY id"))) {
      query.setLong(1, platformId);
      var kept = kept().ofPlatform(connection, platformId);
      return read(query).stream()
          .map(it -> it.keeping(kept.getOrDefault(it.id(), List.of())))
          .toList();
    }
  }

  Optional<LedgerTenant> find(Connection connection, long platformId, String ns, String name)
      throws SQLException {
    try (var query =
        connection.prepareStatement(select("WHERE platform_id = ? AND ns = ? AND name = ?"))) {
      query.setLong(1, platformId);
      query.setString(2, ns);
      query.setString(3, name);
      return one(connection, query);
    }
  }

  /** The tenant of an id, on whatever platform. */
  Optional<LedgerTenant> find(Connection connection, String id) throws SQLException {
    return one(connection, id, "");
  }

  /** The tenant of an id, locked until the transaction ends. */
  Optional<LedgerTenant> lock(Connection connection, String id) throws SQLException {
    return one(connection, id, " FOR UPDATE" + tables.dialect().ofTable("t"));
  }

  private Optional<LedgerTenant> one(Connection connection, String id, String lock)
      throws SQLException {
    try (var query = connection.prepareStatement(select("WHERE id = ?" + lock))) {
      query.setString(1, id);
      return one(connection, query);
    }
  }

  /** Whoever never had another database has none, so that most cost no second query. */
  private Optional<LedgerTenant> one(Connection connection, PreparedStatement query)
      throws SQLException {
    var found = read(query).stream().findFirst();
    if (found.isEmpty() || found.get().generations().last() == 0) {
      return found;
    }
    var id = found.get().id();
    return Optional.of(
        found.get().keeping(kept().ofTenant(connection, id).getOrDefault(id, List.of())));
  }

  private GenerationTable kept() {
    return new GenerationTable(tables);
  }

  void insert(Connection connection, long platformId, NewTenant tenant) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            INSERT INTO %s (id, platform_id, ns, name, cr_uid, origin, state, url, server,
              database_name, generation, login, data_dir, release_name, release_service, fence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
            """
                .formatted(tables.tenant()))) {
      insert.setString(1, tenant.id());
      insert.setLong(2, platformId);
      insert.setString(3, tenant.namespace());
      insert.setString(4, tenant.name());
      insert.setString(5, tenant.uid());
      insert.setString(6, tenant.origin().name());
      insert.setString(7, TenantState.ACTIVE.name());
      insert.setString(8, tenant.url());
      insert.setString(9, tenant.server());
      insert.setString(10, tenant.database());
      insert.setInt(11, tenant.generation());
      insert.setString(12, tenant.login());
      insert.setString(13, tenant.dataDir());
      insert.setString(14, tenant.release());
      insert.setString(15, tenant.releaseService());
      insert.executeUpdate();
    }
  }

  /** Writes what changes in a tenant's life: uid, state, row, times and fence. */
  void update(Connection connection, LedgerTenant tenant) throws SQLException {
    try (var update =
        connection.prepareStatement(
            """
            UPDATE %s SET cr_uid = ?, state = ?, registry_id = ?, row_hash = ?, installed_at = ?,
              released_at = ?, fence = ? WHERE id = ?
            """
                .formatted(tables.tenant()))) {
      update.setString(1, tenant.uid());
      update.setString(2, tenant.state().name());
      update.setObject(3, tenant.registryId(), Types.BIGINT);
      update.setString(4, tenant.rowHash());
      update.setObject(5, millis(tenant.installedAt()), Types.BIGINT);
      update.setObject(6, millis(tenant.releasedAt()), Types.BIGINT);
      update.setLong(7, tenant.fence());
      update.setString(8, tenant.id());
      update.executeUpdate();
    }
  }

  /** Writes which database the tenant has, and its fence. */
  void updateGeneration(Connection connection, LedgerTenant tenant) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET database_name = ?, generation = ?, fence = ? WHERE id = ?"
                .formatted(tables.tenant()))) {
      update.setString(1, tenant.database());
      update.setInt(2, tenant.generation());
      update.setLong(3, tenant.fence());
      update.setString(4, tenant.id());
      update.executeUpdate();
    }
  }

  /** Writes which generation was named last, and the fence. */
  void updateLastGeneration(Connection connection, String id, int last, long fence)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET last_generation = ?, fence = ? WHERE id = ?"
                .formatted(tables.tenant()))) {
      update.setInt(1, last);
      update.setLong(2, fence);
      update.setString(3, id);
      update.executeUpdate();
    }
  }

  /** Writes which database the tenant has. */
  void updateDatabase(Connection connection, String id, String database, int generation)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET database_name = ?, generation = ? WHERE id = ?"
                .formatted(tables.tenant()))) {
      update.setString(1, database);
      update.setInt(2, generation);
      update.setString(3, id);
      update.executeUpdate();
    }
  }

  /** Writes nothing but the fence. */
  void updateFence(Connection connection, String id, long fence) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET fence = ? WHERE id = ?".formatted(tables.tenant()))) {
      update.setLong(1, fence);
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  /** Writes which release the tenant's database is on. */
  void updateRelease(Connection connection, String id, String release, String service)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET release_name = ?, release_service = ? WHERE id = ?"
                .formatted(tables.tenant()))) {
      update.setString(1, release);
      update.setString(2, service);
      update.setString(3, id);
      update.executeUpdate();
    }
  }

  /** Writes nothing but which registry row the tenant has. */
  void updateRow(Connection connection, String id, long registryId, String rowHash)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET registry_id = ?, row_hash = ? WHERE id = ?"
                .formatted(tables.tenant()))) {
      update.setLong(1, registryId);
      update.setString(2, rowHash);
      update.setString(3, id);
      update.executeUpdate();
    }
  }

  /** Writes nothing but which login serves the tenant, and since when. */
  void updateLogin(Connection connection, String id, String login, Rotation rotation)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET login = ?, rotation = ?, rotated_at = ? WHERE id = ?"
                .formatted(tables.tenant()))) {
      update.setString(1, login);
      update.setString(2, rotation.request());
      update.setObject(3, millis(rotation.at()), Types.BIGINT);
      update.setString(4, id);
      update.executeUpdate();
    }
  }

  void delete(Connection connection, String id) throws SQLException {
    for (var sql :
        List.of(
            "DELETE FROM %s WHERE tenant_id = ?".formatted(tables.operation()),
            "DELETE FROM %s WHERE tenant_id = ?".formatted(tables.driftConsent()),
            "DELETE FROM %s WHERE tenant_id = ?".formatted(tables.keptDatabase()),
            "DELETE FROM %s WHERE tenant_id = ?".formatted(tables.upkeep()),
            "DELETE FROM %s WHERE id = ?".formatted(tables.tenant()))) {
      try (var delete = connection.prepareStatement(sql)) {
        delete.setString(1, id);
        delete.executeUpdate();
      }
    }
  }

  private String select(String rest) {
    return "SELECT %s, %s, %s FROM %s t LEFT JOIN %s o ON o.tenant_id = t.id LEFT JOIN %s u ON u.tenant_id = t.id %s"
        .formatted(
            COLUMNS,
            OperationTable.COLUMNS,
            UpkeepTable.COLUMNS,
            tables.tenant(),
            tables.operation(),
            tables.upkeep(),
            rest);
  }

  private static List<LedgerTenant> read(PreparedStatement query) throws SQLException {
    var tenants = new ArrayList<LedgerTenant>();
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        tenants.add(TenantRow.read(rows));
      }
    }
    return tenants;
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
