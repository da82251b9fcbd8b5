package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SQL on {@code platform}. Its row is the first that any transaction locks. */
record PlatformTable(LedgerTables tables) {
  private static final String COLUMNS =
      "id, server_identity, database_name, table_prefix, cluster_id, ns, name, cr_uid, leader_epoch";

  List<LedgerPlatform> all(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement(select("ORDER BY id"))) {
      return read(query);
    }
  }

  /** The platform, locked against any other transaction that wants to do something for it. */
  Optional<LedgerPlatform> lock(Connection connection, long id) throws SQLException {
    try (var query = connection.prepareStatement(select("WHERE id = ? FOR UPDATE"))) {
      query.setLong(1, id);
      return read(query).stream().findFirst();
    }
  }

  /** The platform of a registry, locked like {@link #lock(Connection, long)}. */
  Optional<LedgerPlatform> lock(Connection connection, PlatformKey key) throws SQLException {
    try (var query =
        connection.prepareStatement(
            select(
                "WHERE server_identity = ? AND database_name = ? AND table_prefix = ? FOR UPDATE"))) {
      query.setString(1, key.serverIdentity());
      query.setString(2, key.database());
      query.setString(3, key.tablePrefix());
      return read(query).stream().findFirst();
    }
  }

  /** Ends a stale leader's transaction; keeps a new leader's from starting before it ends. */
  void requireEpoch(Connection connection, LedgerPlatform platform) throws SQLException {
    try (var query =
        connection.prepareStatement(select("WHERE id = ? " + tables.dialect().shareLock()))) {
      query.setLong(1, platform.id());
      boolean leads =
          read(query).stream().anyMatch(found -> found.leaderEpoch() == platform.leaderEpoch());
      if (!leads) {
        throw new StaleLeader(platform.id(), platform.leaderEpoch());
      }
    }
  }

  /** The same, and one such transaction at a time. */
  void requireEpochAlone(Connection connection, LedgerPlatform platform) throws SQLException {
    var leads =
        lock(connection, platform.id())
            .filter(found -> found.leaderEpoch() == platform.leaderEpoch());
    if (leads.isEmpty()) {
      throw new StaleLeader(platform.id(), platform.leaderEpoch());
    }
  }

  /** Two that insert at once get the same id; the duplicate key makes the slower one try again. */
  LedgerPlatform insert(Connection connection, PlatformKey key, PlatformOwner owner)
      throws SQLException {
    var platform = new LedgerPlatform(nextId(connection), key, owner, 0);
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO %s (%s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                .formatted(tables.platform(), COLUMNS))) {
      insert.setLong(1, platform.id());
      insert.setString(2, key.serverIdentity());
      insert.setString(3, key.database());
      insert.setString(4, key.tablePrefix());
      insert.setString(5, owner.clusterId());
      insert.setString(6, owner.namespace());
      insert.setString(7, owner.name());
      insert.setString(8, owner.uid());
      insert.setLong(9, platform.leaderEpoch());
      insert.executeUpdate();
    }
    return platform;
  }

  void update(Connection connection, LedgerPlatform platform) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET cluster_id = ?, ns = ?, name = ?, cr_uid = ?, leader_epoch = ? WHERE id = ?"
                .formatted(tables.platform()))) {
      update.setString(1, platform.owner().clusterId());
      update.setString(2, platform.owner().namespace());
      update.setString(3, platform.owner().name());
      update.setString(4, platform.owner().uid());
      update.setLong(5, platform.leaderEpoch());
      update.setLong(6, platform.id());
      update.executeUpdate();
    }
  }

  /** The latest platform of a registry of that name whose server had another identity. */
  Optional<LedgerPlatform> underOtherIdentity(Connection connection, PlatformKey key)
      throws SQLException {
    try (var query =
        connection.prepareStatement(
            select(
                "WHERE server_identity <> ? AND database_name = ? AND table_prefix = ? ORDER BY id DESC"))) {
      query.setString(1, key.serverIdentity());
      query.setString(2, key.database());
      query.setString(3, key.tablePrefix());
      return read(query).stream().findFirst();
    }
  }

  void updateIdentity(Connection connection, long id, String serverIdentity) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET server_identity = ? WHERE id = ?".formatted(tables.platform()))) {
      update.setString(1, serverIdentity);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  private long nextId(Connection connection) throws SQLException {
    try (var query =
            connection.prepareStatement(
                "SELECT COALESCE(MAX(id), 0) + 1 FROM " + tables.platform());
        var rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private String select(String rest) {
    return "SELECT %s FROM %s %s".formatted(COLUMNS, tables.platform(), rest);
  }

  private static List<LedgerPlatform> read(PreparedStatement query) throws SQLException {
    var platforms = new ArrayList<LedgerPlatform>();
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        platforms.add(platform(rows));
      }
    }
    return platforms;
  }

  private static LedgerPlatform platform(ResultSet row) throws SQLException {
    return new LedgerPlatform(
        row.getLong("id"),
        new PlatformKey(
            row.getString("server_identity"),
            row.getString("database_name"),
            row.getString("table_prefix")),
        new PlatformOwner(
            row.getString("cluster_id"),
            row.getString("ns"),
            row.getString("name"),
            row.getString("cr_uid")),
        row.getLong("leader_epoch"));
  }
}
