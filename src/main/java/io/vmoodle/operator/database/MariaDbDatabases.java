package io.vmoodle.operator.database;

import static java.util.stream.Collectors.joining;

import io.vmoodle.operator.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases on MariaDB. Nobody has a right in a new one, so the grant is what opens it. A comment
 * marks a database as a tenant's, but it is there only a moment after the database; until then its
 * name is signed.
 */
final class MariaDbDatabases implements Databases {
  /** A right: its name in GRANT and its column in mysql.db. */
  private record Right(String name, String column) {}

  /** What Moodle's installation notes ask for, and what loading a dump needs. */
  private static final List<Right> RIGHTS =
      List.of(
          new Right("SELECT", "Select_priv"),
          new Right("INSERT", "Insert_priv"),
          new Right("UPDATE", "Update_priv"),
          new Right("DELETE", "Delete_priv"),
          new Right("CREATE", "Create_priv"),
          new Right("DROP", "Drop_priv"),
          new Right("INDEX", "Index_priv"),
          new Right("ALTER", "Alter_priv"),
          new Right("CREATE TEMPORARY TABLES", "Create_tmp_table_priv"),
          new Right("LOCK TABLES", "Lock_tables_priv"));

  private static final Logger LOG = LoggerFactory.getLogger(MariaDbDatabases.class);
  private static final int DATABASE_EXISTS = 1007;

  private final Pools pools;
  private final MariaDbHome home;

  MariaDbDatabases(Pools pools, MariaDbHome home) {
    this.pools = pools;
    this.home = home;
  }

  /** The rights that a tenant gets in its database, as GRANT calls them. */
  static List<String> rights() {
    return RIGHTS.stream().map(Right::name).toList();
  }

  @Override
  public boolean exists(String name) {
    return pools.call("look for database " + name, c -> comment(c, name).isPresent());
  }

  @Override
  public void create(TenantDatabase database) {
    pools.run(
        "create database " + database.name(),
        connection -> {
          if (!ours(connection, database.name())) {
            home.sign(connection, database.name());
            create(connection, database);
          }
          complete(connection, database);
          home.strike(connection, database.name());
          grant(connection, database);
        });
  }

  @Override
  public void grant(TenantDatabase database) {
    pools.run(
        "open database %s to login %s".formatted(database.name(), database.login()),
        connection -> {
          if (!ours(connection, database.name())) {
            throw pools.refused(
                Kind.MISSING, "database %s does not exist".formatted(database.name()));
          }
          grant(connection, database);
        });
  }

  /** The server cannot; only its clients can. */
  @Override
  public void copy(String source, TenantDatabase target, SourceSessions sessions) {
    throw new UnsupportedOperationException("MariaDB copies no databases; copy.sh does");
  }

  /** Rights first, because they would outlive the database and open a later one of that name. */
  @Override
  public void drop(String name) {
    pools.run(
        "drop database " + name,
        connection -> {
          var exists = ours(connection, name);
          revoke(connection, name);
          if (exists) {
            MariaDbAccounts.kill(connection, "DB", name);
            Sql.run(connection, "DROP DATABASE IF EXISTS " + pools.dialect().quote(name));
            LOG.atInfo().addKeyValue("database", name).log("Database dropped");
          }
          home.strike(connection, name);
        });
  }

  private void create(Connection connection, TenantDatabase database) throws SQLException {
    try {
      Sql.run(connection, "CREATE DATABASE " + described(database));
      LOG.atInfo().addKeyValue("database", database.name()).log("Database created");
    } catch (SQLException e) {
      if (e.getErrorCode() != DATABASE_EXISTS || !ours(connection, database.name())) {
        throw e;
      }
    }
  }

  /** A server that died just then left a database without character set and comment. */
  private void complete(Connection connection, TenantDatabase database) throws SQLException {
    if (comment(connection, database.name()).filter(String::isEmpty).isPresent()) {
      Sql.run(connection, "ALTER DATABASE " + described(database));
    }
  }

  private String described(TenantDatabase database) {
    return pools.dialect().quote(database.name())
        + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci COMMENT "
        + pools.dialect().literal(database.tenant().marker());
  }

  private void grant(Connection connection, TenantDatabase database) throws SQLException {
    var all = RIGHTS.stream().map(right -> right.column() + " = 'Y'").collect(joining(" AND "));
    if (Sql.count(
            connection,
            "SELECT count(*) FROM mysql.db WHERE host = '%' AND db = ? AND user = ? AND " + all,
            pattern(database.name()),
            database.login())
        == 0) {
      Sql.run(
          connection,
          "GRANT %s ON %s.* TO %s@'%%'"
              .formatted(
                  String.join(", ", rights()),
                  pools.dialect().quote(pattern(database.name())),
                  pools.dialect().literal(database.login())));
    }
  }

  /** Each right by its name: ALL would also need those that the admin does not have. */
  private void revoke(Connection connection, String name) throws SQLException {
    var logins =
        Sql.texts(
            connection, "SELECT user FROM mysql.db WHERE host = '%' AND db = ?", pattern(name));
    for (var login : logins) {
      Sql.run(
          connection,
          "REVOKE %s ON %s.* FROM %s@'%%'"
              .formatted(
                  String.join(", ", rights()),
                  pools.dialect().quote(pattern(name)),
                  pools.dialect().literal(login)));
    }
  }

  /** Whether it exists; one that exists and is not ours is never touched. */
  private boolean ours(Connection connection, String name) throws SQLException {
    var comment = comment(connection, name);
    if (comment.isEmpty()) {
      return false;
    }
    if (!isOurs(connection, name, comment.get())) {
      throw pools.refused(
          Kind.CONFLICT,
          "database %s exists and was not made by the operator (a restored one needs its COMMENT back: '%s')"
              .formatted(
                  name, TenantNames.ofDatabase(name).map(TenantNames::marker).orElseThrow()));
    }
    return true;
  }

  private boolean isOurs(Connection connection, String name, String comment) throws SQLException {
    var now = comment;
    if (now.isEmpty()) {
      if (home.signed(connection, name)) {
        return true;
      }
      // Neither: or it got its comment, and lost its signature, since the comment was read.
      now = comment(connection, name).orElse("");
    }
    return TenantNames.ofMarker(now).equals(TenantNames.ofDatabase(name));
  }

  private static Optional<String> comment(Connection connection, String name) throws SQLException {
    return Sql.first(
        connection,
        row -> row.getString(1),
        "SELECT schema_comment FROM information_schema.schemata WHERE schema_name = ?",
        name);
  }

  /** In a grant, a database is a pattern: unescaped, its underscores would reach neighbours. */
  private static String pattern(String name) {
    return name.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
  }
}
