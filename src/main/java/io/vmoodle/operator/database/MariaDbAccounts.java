package io.vmoodle.operator.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vmoodle.operator.database.DatabaseException.Kind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * Logins on MariaDB: accounts that may come from any host. The server is sent the hash of a
 * password, never the password, so that it is in no log of the server. The hash is
 * mysql_native_password's because that is what PHP's mysqli always speaks; MariaDB's better ed25519
 * needs an extension in PHP. Passwords of the operator are random, which a fast hash does not
 * weaken.
 */
final class MariaDbAccounts implements Accounts {
  private static final int NO_SUCH_THREAD = 1094;

  private final Pools pools;
  private final MariaDbHome home;

  MariaDbAccounts(Pools pools, MariaDbHome home) {
    this.pools = pools;
    this.home = home;
  }

  /** Signed first, then made: a login that exists unsigned is somebody else's. */
  @Override
  public void create(TenantAccount account) {
    var login = account.login();
    pools.run(
        "create login " + login,
        connection -> {
          var verb = "ALTER USER ";
          if (!ours(connection, login)) {
            home.sign(connection, login);
            verb = "CREATE USER IF NOT EXISTS ";
          }
          Sql.run(
              connection,
              verb
                  + account(login)
                  + identifiedBy(account.password())
                  + " WITH MAX_USER_CONNECTIONS "
                  + account.maxConnections());
        });
  }

  @Override
  public void setPassword(String login, String password) {
    pools.run(
        "set the password of login " + login,
        connection -> {
          require(connection, login);
          Sql.run(connection, "ALTER USER " + account(login) + identifiedBy(password));
        });
  }

  @Override
  public void limit(String login, int maxConnections) {
    pools.run(
        "set the connection limit of login " + login,
        connection -> {
          require(connection, login);
          Sql.run(
              connection,
              "ALTER USER " + account(login) + " WITH MAX_USER_CONNECTIONS " + maxConnections);
        });
  }

  @Override
  public void lock(String login) {
    pools.run(
        "lock login " + login,
        connection -> {
          if (ours(connection, login)) {
            Sql.run(connection, "ALTER USER IF EXISTS " + account(login) + " ACCOUNT LOCK");
          }
        });
  }

  @Override
  public void unlock(String login) {
    pools.run(
        "unlock login " + login,
        connection -> {
          require(connection, login);
          if (isLocked(connection, login)) {
            Sql.run(connection, "ALTER USER " + account(login) + " ACCOUNT UNLOCK");
          }
        });
  }

  @Override
  public int sessions(String login) {
    return pools.call(
        "count sessions of login " + login, connection -> sessions(connection, login));
  }

  @Override
  public int endSessions(String login) {
    return pools.call(
        "end sessions of login " + login,
        connection -> {
          if (ours(connection, login)) {
            kill(connection, "USER", login);
          }
          return sessions(connection, login);
        });
  }

  /** Locked before its sessions are ended, so that none can come back; the signature goes last. */
  @Override
  public void drop(String login) {
    pools.run(
        "drop login " + login,
        connection -> {
          if (ours(connection, login)) {
            Sql.run(connection, "ALTER USER IF EXISTS " + account(login) + " ACCOUNT LOCK");
            kill(connection, "USER", login);
            Sql.run(connection, "DROP USER IF EXISTS " + account(login));
          }
          home.strike(connection, login);
        });
  }

  /** Ends all sessions with that value in a column (USER or DB) of the process list. */
  static void kill(Connection connection, String column, String value) throws SQLException {
    var ids =
        Sql.rows(
            connection,
            row -> row.getLong(1),
            "SELECT id FROM information_schema.processlist WHERE id <> connection_id() AND "
                + column
                + " = ?",
            value);
    for (var id : ids) {
      try {
        Sql.run(connection, "KILL CONNECTION " + id);
      } catch (SQLException e) {
        if (e.getErrorCode() != NO_SUCH_THREAD) {
          throw e;
        }
      }
    }
  }

  String account(String login) {
    return pools.dialect().literal(login) + "@'%'";
  }

  /** Looking is cheap; a statement on accounts keeps all others waiting. */
  private static boolean isLocked(Connection connection, String login) throws SQLException {
    return Sql.count(
            connection,
            "SELECT count(*) FROM mysql.global_priv WHERE host = '%' AND user = ?"
                + " AND json_value(priv, '$.account_locked')",
            login)
        > 0;
  }

  private static int sessions(Connection connection, String login) throws SQLException {
    return Sql.count(
        connection, "SELECT count(*) FROM information_schema.processlist WHERE user = ?", login);
  }

  private void require(Connection connection, String login) throws SQLException {
    if (!ours(connection, login)) {
      throw pools.refused(Kind.MISSING, "login %s does not exist".formatted(login));
    }
  }

  /** Whether it exists; one that exists and is not ours is never touched. */
  private boolean ours(Connection connection, String login) throws SQLException {
    if (Sql.count(
            connection,
            "SELECT count(*) FROM mysql.global_priv WHERE host = '%' AND user = ?",
            login)
        == 0) {
      return false;
    }
    if (!home.signed(connection, login)) {
      throw pools.refused(
          Kind.CONFLICT, "login %s exists and was not made by the operator".formatted(login));
    }
    return true;
  }

  private String identifiedBy(String password) {
    return " IDENTIFIED VIA mysql_native_password USING " + pools.dialect().literal(hash(password));
  }

  private static String hash(String password) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      var once = sha1.digest(password.getBytes(UTF_8));
      return "*" + HexFormat.of().withUpperCase().formatHex(sha1.digest(once));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
