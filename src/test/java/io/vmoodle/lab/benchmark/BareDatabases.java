package io.vmoodle.lab.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.util.PasswordUtil;

/** The statements that a tenant's login and database take, and nothing that looks before. */
final class BareDatabases {
  private final Engine engine;
  private final HikariDataSource pool;

  BareDatabases(Engine engine, HikariDataSource pool) {
    this.engine = engine;
    this.pool = pool;
  }

  /** Makes login and database of a new tenant. */
  void create(BareTenant tenant) throws SQLException {
    switch (engine) {
      case MariaDB -> {
        try (var connection = pool.getConnection()) {
          run(connection, mariaDb(tenant));
        }
      }
      case PostgreSQL -> postgreSql(tenant);
    }
  }

  /** Copies a tenant's database, or makes the one that a Job copies to. */
  void copy(BareTenant tenant) throws SQLException {
    var from = tenant.database();
    var to = Wave.copy(from);
    try (var connection = pool.getConnection()) {
      run(
          connection,
          switch (engine) {
            case MariaDB ->
                List.of(
                    "CREATE DATABASE `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci COMMENT 'bare-%s'"
                        .formatted(to, tenant.id()),
                    "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, INDEX, ALTER, CREATE TEMPORARY TABLES, LOCK TABLES ON `%s`.* TO '%s'@'%%'"
                        .formatted(to.replace("_", "\\_"), tenant.login()));
            case PostgreSQL ->
                List.of(
                    "SET ROLE vm_" + tenant.id(),
                    "ALTER DATABASE %s IS_TEMPLATE true".formatted(from),
                    "RESET ROLE",
                    "CREATE DATABASE %s OWNER vm_%s TEMPLATE %s STRATEGY FILE_COPY"
                        .formatted(to, tenant.id(), from),
                    "SET ROLE vm_" + tenant.id(),
                    "ALTER DATABASE %s IS_TEMPLATE false".formatted(from),
                    "RESET ROLE");
          });
    }
  }

  /** Reads which Moodle is in an existing tenant's database, as its own login. */
  void read(BareTenant tenant) throws SQLException {
    try (var connection =
            Engines.lab(engine).connect(tenant.database(), tenant.login(), tenant.password());
        var query =
            connection.prepareStatement(
                "SELECT name, value FROM mdl_config WHERE name IN ('version', 'release', 'allversionshash', 'upgraderunning')")) {
      query.executeQuery().close();
    }
  }

  private static List<String> mariaDb(BareTenant tenant) {
    return List.of(
        "INSERT INTO vmoodle_operator.made (name) VALUES ('%s')".formatted(tenant.login()),
        "CREATE USER IF NOT EXISTS '%s'@'%%' IDENTIFIED VIA mysql_native_password USING '*%040X' WITH MAX_USER_CONNECTIONS 50"
            .formatted(tenant.login(), tenant.id().hashCode() & 0xffffffffL),
        "INSERT INTO vmoodle_operator.made (name) VALUES ('%s')".formatted(tenant.database()),
        "CREATE DATABASE `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci COMMENT 'bare-%s'"
            .formatted(tenant.database(), tenant.id()),
        "DELETE FROM vmoodle_operator.made WHERE name = '%s'".formatted(tenant.database()),
        "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, INDEX, ALTER, CREATE TEMPORARY TABLES, LOCK TABLES ON `%s`.* TO '%s'@'%%'"
            .formatted(tenant.database().replace("_", "\\_"), tenant.login()));
  }

  private void postgreSql(BareTenant tenant) throws SQLException {
    var owner = "vm_" + tenant.id();
    var password = PasswordUtil.encodeScramSha256(tenant.password().toCharArray());
    try (var connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      run(
          connection,
          List.of(
              "SET LOCAL createrole_self_grant = 'set'",
              "CREATE ROLE %s NOLOGIN INHERIT".formatted(owner),
              "SET LOCAL createrole_self_grant = ''",
              "COMMENT ON ROLE %s IS 'bare-%s'".formatted(owner, tenant.id()),
              "CREATE ROLE %s LOGIN NOINHERIT CONNECTION LIMIT 50 PASSWORD '%s' IN ROLE %s"
                  .formatted(tenant.login(), password, owner),
              "COMMENT ON ROLE %s IS 'bare-%s'".formatted(tenant.login(), tenant.id())));
      connection.commit();
      connection.setAutoCommit(true);
      run(
          connection,
          List.of(
              "CREATE DATABASE %s OWNER %s TEMPLATE template0 ENCODING 'UTF8' ALLOW_CONNECTIONS false"
                  .formatted(tenant.database(), owner)));
      connection.setAutoCommit(false);
      run(
          connection,
          List.of(
              "ALTER ROLE %s IN DATABASE %s SET role = '%s'"
                  .formatted(tenant.login(), tenant.database(), owner),
              "SET LOCAL ROLE " + owner,
              "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(tenant.database()),
              "GRANT CONNECT ON DATABASE %s TO %s".formatted(tenant.database(), tenant.login()),
              "ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(tenant.database())));
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
