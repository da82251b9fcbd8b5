package io.vmoodle.operator.ledger;

import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.Dialect;
import io.vmoodle.operator.database.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Brings the ledger's tables to the form that this version of the operator needs. */
public final class Migrations {
  private final LedgerTables tables;
  private final Endpoint endpoint;
  private final ConnectionSource connections;
  private final String serverIdentity;

  /**
   * The ledger of a registry.
   *
   * @param endpoint the registry's database server
   * @param connections to it
   * @param serverIdentity the server's identity, which no tenant can read
   */
  public Migrations(Endpoint endpoint, ConnectionSource connections, String serverIdentity) {
    this(new LedgerTables(Dialect.of(endpoint.engine())), endpoint, connections, serverIdentity);
  }

  Migrations(
      LedgerTables tables, Endpoint endpoint, ConnectionSource connections, String serverIdentity) {
    this.tables = tables;
    this.endpoint = endpoint;
    this.connections = connections;
    this.serverIdentity = serverIdentity;
  }

  /**
   * Creates what is missing. May be killed at any point and run again, and run by several processes
   * at once: one works, the others wait for it.
   *
   * @throws LedgerTooNew when a newer operator was here
   */
  public void migrate() {
    try (var connection = connections.open()) {
      // Locks of MariaDB are everybody's: a name that a tenant could guess, a tenant could take.
      var lock = new SessionLock(tables.dialect(), "migrate." + serverIdentity);
      lock.run(connection, () -> migrate(connection));
    } catch (SQLException e) {
      throw DatabaseException.of(endpoint, "migrate the ledger", e);
    }
  }

  /** The statements that come before the first version: where versions are kept. */
  List<String> preparation() {
    return List.of(
        tables.dialect().createLedgerSpace(tables.space()),
        "CREATE TABLE IF NOT EXISTS %s (version INT NOT NULL PRIMARY KEY) %s"
            .formatted(tables.version(), tables.dialect().byteWiseTable()));
  }

  private void migrate(Connection connection) throws SQLException {
    execute(connection, preparation());
    var versions = new Schema(tables).versions();
    int applied = applied(connection);
    if (applied > versions.size()) {
      throw new LedgerTooNew(applied, versions.size());
    }
    for (int version = applied + 1; version <= versions.size(); version++) {
      execute(connection, versions.get(version - 1));
      record(connection, version);
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private int applied(Connection connection) throws SQLException {
    try (var query =
            connection.prepareStatement(
                "SELECT COALESCE(MAX(version), 0) FROM " + tables.version());
        var rows = query.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void record(Connection connection, int version) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO %s (version) VALUES (?)".formatted(tables.version()))) {
      insert.setInt(1, version);
      insert.executeUpdate();
    }
  }
}
