package io.vmoodle.operator.database;

import io.vmoodle.operator.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A tenant's roles on PostgreSQL: one that owns its databases and cannot log in, and logins that
 * are its members but inherit nothing, so that they can only act as the owner. Each role is made
 * together with the comment that marks it as the operator's, in the caller's transaction.
 */
final class PostgreSqlRoles {
  private static final int SEPARATE_MEMBERSHIP_OPTIONS = 16;

  private final Pools pools;

  PostgreSqlRoles(Pools pools) {
    this.pools = pools;
  }

  /** Whether it exists; one that exists and is not ours is never touched. */
  boolean ours(Connection connection, String role, TenantNames tenant) throws SQLException {
    var comment = comment(connection, role);
    if (comment.isEmpty()) {
      return false;
    }
    if (!comment.flatMap(TenantNames::ofMarker).equals(Optional.of(tenant))) {
      throw pools.refused(
          Kind.CONFLICT, "role %s exists and was not made by the operator".formatted(role));
    }
    return true;
  }

  /**
   * Creates the role that owns a tenant's databases; the admin may act as it, to hand them over.
   */
  void createOwner(Connection connection, TenantNames tenant) throws SQLException {
    var owner = quote(tenant.owner());
    // Inheriting, or version 15 would not let it use its databases' schema public.
    var create = "CREATE ROLE " + owner + " NOLOGIN INHERIT";
    if (separateOptions(connection)) {
      // One statement, because each change of memberships costs the more the more tenants there
      // are.
      Sql.run(
          connection,
          "SET LOCAL createrole_self_grant = 'set'",
          create,
          "SET LOCAL createrole_self_grant = ''");
    } else {
      Sql.run(connection, create, "GRANT " + owner + " TO CURRENT_USER");
    }
    mark(connection, tenant.owner(), tenant);
  }

  /** Creates a login, a member of the owner. */
  void createLogin(Connection connection, String login, TenantNames tenant, String options)
      throws SQLException {
    Sql.run(
        connection,
        "CREATE ROLE %s LOGIN NOINHERIT %s IN ROLE %s"
            .formatted(quote(login), options, quote(tenant.owner())));
    mark(connection, login, tenant);
  }

  private void mark(Connection connection, String role, TenantNames tenant) throws SQLException {
    Sql.run(
        connection,
        "COMMENT ON ROLE %s IS %s"
            .formatted(quote(role), pools.dialect().literal(tenant.marker())));
  }

  /** Acts as a role until the transaction ends or {@link #actAsSelf}. */
  void actAs(Connection connection, String role) throws SQLException {
    Sql.run(connection, "SET LOCAL ROLE " + quote(role));
  }

  void actAsSelf(Connection connection) throws SQLException {
    Sql.run(connection, "SET LOCAL ROLE NONE");
  }

  /** The owner goes with the tenant's last login and database, whichever goes last. */
  void dropOwnerIfAlone(Connection connection, TenantNames tenant) throws SQLException {
    if (ours(connection, tenant.owner(), tenant)
        && Sql.count(
                connection,
                """
                SELECT (SELECT count(*) FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba
                         WHERE r.rolname = ?)
                     + (SELECT count(*) FROM pg_roles WHERE rolname IN (?, ?))
                """,
                tenant.owner(),
                tenant.loginA(),
                tenant.loginB())
            == 0) {
      Sql.run(connection, "DROP ROLE " + quote(tenant.owner()));
    }
  }

  /** Ends the sessions of a login and waits for their end. */
  void endSessions(Connection connection, String login) throws SQLException {
    terminate(connection, login, "usename = ?", login);
  }

  /** The same for those in one database. */
  void endSessions(Connection connection, String login, String database) throws SQLException {
    terminate(connection, login, "usename = ? AND datname = ?", login, database);
  }

  /** A role may end its own sessions; the admin becomes it for that moment and no longer. */
  private void terminate(Connection connection, String login, String which, Object... values)
      throws SQLException {
    Sql.run(
        connection,
        "SAVEPOINT as_login",
        "GRANT %s TO CURRENT_USER%s"
            .formatted(
                quote(login), separateOptions(connection) ? " WITH INHERIT FALSE, SET TRUE" : ""));
    actAs(connection, login);
    Sql.texts(
        connection,
        "SELECT pg_terminate_backend(pid, 3000) FROM pg_stat_activity WHERE " + which,
        values);
    Sql.run(connection, "ROLLBACK TO SAVEPOINT as_login");
  }

  private Optional<String> comment(Connection connection, String role) throws SQLException {
    return Sql.first(
        connection,
        row -> row.getString(1),
        "SELECT coalesce(shobj_description(oid, 'pg_authid'), '') FROM pg_roles WHERE rolname = ?",
        role);
  }

  /** Before 16, a membership is all or nothing. */
  private static boolean separateOptions(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion() >= SEPARATE_MEMBERSHIP_OPTIONS;
  }

  private String quote(String role) {
    return pools.dialect().quote(role);
  }
}
