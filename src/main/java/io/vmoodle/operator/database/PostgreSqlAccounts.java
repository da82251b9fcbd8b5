package io.vmoodle.operator.database;

import io.vmoodle.operator.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.util.PasswordUtil;

/**
 * Logins on PostgreSQL. The server is sent the SCRAM-SHA-256 verifier of a password, never the
 * password, so that it is in no log of the server; a verifier works whatever the server's
 * password_encryption is.
 */
final class PostgreSqlAccounts implements Accounts {
  private final Pools pools;
  private final PostgreSqlTransactions transactions;
  private final PostgreSqlRoles roles;

  PostgreSqlAccounts(Pools pools, PostgreSqlTransactions transactions, PostgreSqlRoles roles) {
    this.pools = pools;
    this.transactions = transactions;
    this.roles = roles;
  }

  @Override
  public void create(TenantAccount account) {
    var tenant = account.tenant();
    var login = account.login();
    var options =
        "CONNECTION LIMIT %d %s"
            .formatted(account.maxConnections(), passwordOption(account.password()));
    transactions.run(
        "create login " + login,
        connection -> {
          if (!roles.ours(connection, tenant.owner(), tenant)) {
            roles.createOwner(connection, tenant);
          }
          if (!roles.ours(connection, login, tenant)) {
            roles.createLogin(connection, login, tenant, options);
            return;
          }
          Sql.run(connection, "ALTER ROLE %s %s".formatted(quote(login), options));
          if (!isMember(connection, login, tenant.owner())) {
            Sql.run(connection, "GRANT %s TO %s".formatted(quote(tenant.owner()), quote(login)));
          }
        });
  }

  @Override
  public void setPassword(String login, String password) {
    transactions.run(
        "set the password of login " + login,
        connection -> {
          require(connection, login);
          Sql.run(connection, "ALTER ROLE %s %s".formatted(quote(login), passwordOption(password)));
        });
  }

  @Override
  public void limit(String login, int maxConnections) {
    transactions.run(
        "set the connection limit of login " + login,
        connection -> {
          require(connection, login);
          Sql.run(
              connection,
              "ALTER ROLE %s CONNECTION LIMIT %d".formatted(quote(login), maxConnections));
        });
  }

  @Override
  public void lock(String login) {
    transactions.run(
        "lock login " + login,
        connection -> {
          if (ours(connection, login)) {
            Sql.run(connection, "ALTER ROLE %s NOLOGIN".formatted(quote(login)));
          }
        });
  }

  @Override
  public void unlock(String login) {
    transactions.run(
        "unlock login " + login,
        connection -> {
          require(connection, login);
          if (Sql.count(
                  connection,
                  "SELECT count(*) FROM pg_roles WHERE rolname = ? AND NOT rolcanlogin",
                  login)
              > 0) {
            Sql.run(connection, "ALTER ROLE %s LOGIN".formatted(quote(login)));
          }
        });
  }

  @Override
  public int sessions(String login) {
    return pools.call(
        "count sessions of login " + login,
        connection ->
            Sql.count(
                connection, "SELECT count(*) FROM pg_stat_activity WHERE usename = ?", login));
  }

  @Override
  public int endSessions(String login) {
    transactions.run(
        "end sessions of login " + login,
        connection -> {
          if (ours(connection, login)) {
            roles.endSessions(connection, login);
          }
        });
    return sessions(login);
  }

  /** Rights in databases would keep a role alive, so they go first, in the same transaction. */
  @Override
  public void drop(String login) {
    lock(login);
    endSessions(login);
    var tenant = tenant(login);
    transactions.run(
        "drop login " + login,
        connection -> {
          if (ours(connection, login)) {
            revokeEverywhere(connection, login, tenant);
            Sql.run(connection, "DROP ROLE " + quote(login));
          }
          roles.dropOwnerIfAlone(connection, tenant);
        });
  }

  private void revokeEverywhere(Connection connection, String login, TenantNames tenant)
      throws SQLException {
    var databases =
        Sql.texts(
            connection,
            "SELECT datname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba"
                + " WHERE r.rolname = ?",
            tenant.owner());
    if (databases.isEmpty()) {
      return;
    }
    roles.actAs(connection, tenant.owner());
    for (var database : databases) {
      Sql.run(
          connection, "REVOKE ALL ON DATABASE %s FROM %s".formatted(quote(database), quote(login)));
    }
    roles.actAsSelf(connection);
  }

  private static boolean isMember(Connection connection, String login, String owner)
      throws SQLException {
    return Sql.count(
            connection,
            """
            SELECT count(*) FROM pg_auth_members m
              JOIN pg_roles member ON member.oid = m.member
              JOIN pg_roles owner ON owner.oid = m.roleid
             WHERE member.rolname = ? AND owner.rolname = ?
            """,
            login,
            owner)
        > 0;
  }

  private void require(Connection connection, String login) throws SQLException {
    if (!ours(connection, login)) {
      throw pools.refused(Kind.MISSING, "login %s does not exist".formatted(login));
    }
  }

  private boolean ours(Connection connection, String login) throws SQLException {
    return roles.ours(connection, login, tenant(login));
  }

  private static TenantNames tenant(String login) {
    return TenantNames.ofLogin(login).orElseThrow();
  }

  private String passwordOption(String password) {
    return "PASSWORD "
        + pools.dialect().literal(PasswordUtil.encodeScramSha256(password.toCharArray()));
  }

  private String quote(String name) {
    return pools.dialect().quote(name);
  }
}
