package io.vmoodle.operator.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL's catalogs say of a database.
 *
 * @param owner the role that it belongs to
 * @param open it lets somebody connect
 * @param halfDropped the server died while it dropped it; nothing but another drop can be done
 * @param isPublic every account of the server may connect or make temporary tables
 */
record PostgreSqlCatalog(String owner, boolean open, boolean halfDropped, boolean isPublic) {
  /** Whether it was made to its end, and nobody has begun to drop it. */
  boolean whole() {
    return open && !halfDropped;
  }

  /** A database; empty when there is none of that name. */
  static Optional<PostgreSqlCatalog> read(Connection connection, String database)
      throws SQLException {
    return Sql.first(
        connection,
        row ->
            new PostgreSqlCatalog(
                row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4)),
        """
        SELECT r.rolname, d.datallowconn, d.datconnlimit = -2,
               has_database_privilege('public', d.oid, 'CONNECT')
            OR has_database_privilege('public', d.oid, 'TEMPORARY')
          FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba
         WHERE d.datname = ?
        """,
        database);
  }

  /** Whether the login becomes the tenant's owner role when it logs in. */
  static boolean actsAsOwner(Connection connection, TenantDatabase database) throws SQLException {
    return Sql.count(
            connection,
            """
            SELECT count(*) FROM pg_db_role_setting s
              JOIN pg_database d ON d.oid = s.setdatabase
              JOIN pg_roles r ON r.oid = s.setrole
             WHERE d.datname = ? AND r.rolname = ? AND CAST(? AS text) = ANY (s.setconfig)
            """,
            database.name(),
            database.login(),
            "role=" + database.tenant().owner())
        > 0;
  }

  /** Whether the login may connect. */
  static boolean mayConnect(Connection connection, TenantDatabase database) throws SQLException {
    return Sql.count(
            connection,
            "SELECT count(*) WHERE has_database_privilege(CAST(? AS name), ?, 'CONNECT')",
            database.login(),
            database.name())
        > 0;
  }

  /** Who is connected. */
  static List<String> users(Connection connection, String database) throws SQLException {
    return Sql.texts(
        connection,
        "SELECT DISTINCT coalesce(usename, backend_type) FROM pg_stat_activity"
            + " WHERE datname = ? ORDER BY 1",
        database);
  }
}
