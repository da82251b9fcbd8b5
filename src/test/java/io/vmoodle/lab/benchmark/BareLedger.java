package io.vmoodle.lab.benchmark;

import io.vmoodle.operator.api.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The statements on ledger and registry that a tenant cannot do without: what changes something,
 * and in each transaction the two reads that keep an old leader from writing.
 */
final class BareLedger {
  /** Work in a transaction. */
  @FunctionalInterface
  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  private final DataSource pool;
  private final String share;
  private final String driver;
  private final String registry;
  private final long platform;

  private BareLedger(DataSource pool, Site site, long platform) {
    var mariaDb = site.engine() == Engine.MariaDB;
    this.pool = pool;
    this.share = mariaDb ? "LOCK IN SHARE MODE" : "FOR SHARE";
    this.driver = mariaDb ? "mariadb" : "pgsql";
    this.registry = (mariaDb ? site.registry() + "." : "") + "mdl_local_vmoodle";
    this.platform = platform;
  }

  /** Opens a platform of the bare writer's in the ledger. */
  static BareLedger open(DataSource pool, Site site) throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT COALESCE(MAX(id), 0) + 1 FROM vmoodle_operator.platform")) {
      rows.next();
      var platform = rows.getLong(1);
      run(
          connection,
          """
          INSERT INTO vmoodle_operator.platform (id, server_identity, database_name, table_prefix,
            cluster_id, ns, name, cr_uid, leader_epoch)
          VALUES (?, 'bare', ?, 'mdl_', 'bare', ?, 'bare', 'bare', 1)
          """,
          platform,
          site.registry(),
          site.namespace());
      return new BareLedger(pool, site, platform);
    }
  }

  void claim(BareTenant tenant) throws SQLException {
    transaction(
        connection -> {
          run(
              connection,
              """
              INSERT INTO vmoodle_operator.tenant (id, platform_id, ns, name, cr_uid, origin, state,
                url, server, database_name, generation, login, data_dir, release_name,
                release_service, fence)
              VALUES (?, ?, ?, ?, ?, ?, 'ACTIVE', ?, 'first', ?, 1, ?, ?, '4.4', 'moodle-44:80', 1)
              """,
              tenant.id(),
              platform,
              tenant.namespace(),
              tenant.name(),
              tenant.uid(),
              tenant.existing() ? "EXISTING" : "CREATED",
              tenant.url(),
              tenant.database(),
              tenant.login(),
              tenant.dataDir());
          claim(connection, tenant, "url", tenant.url());
          claim(connection, tenant, "database", "first/" + tenant.database());
          if (!tenant.existing()) {
            claim(connection, tenant, "login", "first/" + tenant.login());
          }
          claim(connection, tenant, "data_dir", tenant.dataDir());
        });
  }

  private void claim(Connection connection, BareTenant tenant, String kind, String value)
      throws SQLException {
    run(
        connection,
        "INSERT INTO vmoodle_operator.claim (platform_id, kind, value, tenant_id) VALUES (?, ?, ?, ?)",
        platform,
        kind,
        value,
        tenant.id());
  }

  void markInstalled(BareTenant tenant) throws SQLException {
    fenced(
        tenant,
        connection ->
            run(
                connection,
                "UPDATE vmoodle_operator.tenant SET installed_at = 1700000000000 WHERE id = ?",
                tenant.id()));
  }

  void insertRow(BareTenant tenant) throws SQLException {
    fenced(
        tenant,
        connection -> {
          try (var insert =
              connection.prepareStatement(
                  """
                  INSERT INTO %s (name, shortname, description, vhostname, vdbtype, vdbhost,
                    vdblogin, vdbpass, vdbname, vdbprefix, vdbpersist, vdatapath, mnet, enabled,
                    metadata, timecreated)
                  VALUES (?, ?, '', ?, ?, '127.0.0.1', ?, ?, ?, 'mdl_', 0, ?, -1, 0, ?, 1700000000)
                  """
                      .formatted(registry),
                  new String[] {"id"})) {
            bind(
                insert,
                tenant.name(),
                tenant.name(),
                tenant.url(),
                driver,
                tenant.login(),
                tenant.password(),
                tenant.database(),
                tenant.dataDir(),
                metadata(tenant));
            insert.executeUpdate();
            try (var keys = insert.getGeneratedKeys()) {
              keys.next();
              note(connection, tenant, keys.getLong(1));
            }
          }
        });
  }

  /** The row of an existing Moodle becomes the tenant's. */
  void adoptRow(BareTenant tenant) throws SQLException {
    fenced(
        tenant,
        connection -> {
          run(
              connection,
              "UPDATE %s SET name = ?, metadata = ? WHERE id = ?".formatted(registry),
              "Lycée " + tenant.name(),
              metadata(tenant),
              tenant.number() + 1L);
          note(connection, tenant, tenant.number() + 1L);
        });
  }

  /** The tenant is on the other release, in ledger and row. */
  void switchRelease(BareTenant tenant) throws SQLException {
    fenced(
        tenant,
        connection -> {
          run(
              connection,
              "UPDATE %s SET metadata = ? WHERE vhostname = ?".formatted(registry),
              metadata(tenant).replace("4.4", "4.5"),
              tenant.url());
          run(
              connection,
              "UPDATE vmoodle_operator.tenant SET release_name = '4.5', release_service = 'moodle-45:80' WHERE id = ?",
              tenant.id());
        });
  }

  private static String metadata(BareTenant tenant) {
    return "{\"vmoodle.io/tenant-id\":\"%s\",\"vmoodle.io/release\":\"4.4\"}"
        .formatted(tenant.id());
  }

  private static void note(Connection connection, BareTenant tenant, long row) throws SQLException {
    run(
        connection,
        "UPDATE vmoodle_operator.tenant SET registry_id = ?, row_hash = ? WHERE id = ?",
        row,
        "0123456789012345678901234567890123456789012345678901234567890123",
        tenant.id());
  }

  private void fenced(BareTenant tenant, Work work) throws SQLException {
    transaction(
        connection -> {
          read(
              connection,
              "SELECT fence FROM vmoodle_operator.tenant WHERE id = ? FOR UPDATE",
              tenant.id());
          work.on(connection);
        });
  }

  private void transaction(Work work) throws SQLException {
    try (var connection = pool.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      read(
          connection,
          "SELECT leader_epoch FROM vmoodle_operator.platform WHERE id = ? " + share,
          platform);
      work.on(connection);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static void read(Connection connection, String sql, Object value) throws SQLException {
    try (var query = connection.prepareStatement(sql)) {
      query.setObject(1, value);
      query.executeQuery().close();
    }
  }

  private static void run(Connection connection, String sql, Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
