package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a tenant's login tries, with SQL of its own. */
class TenantAttackIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void cannotEnterWhatIsNotItsOwn(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      server.facts();
      var victim = RealServer.provision(server);
      var attacker = RealServer.provision(server);
      var main = "main_" + attacker.id();
      real.lab().createMainMoodle(main);

      for (var database :
          List.of(
              victim.database(1),
              main,
              "vmoodle_operator",
              real.isMariaDb() ? "mysql" : "postgres")) {
        assertThatThrownBy(
                () -> real.lab().connect(database, attacker.loginA(), RealServer.PASSWORD))
            .as(database)
            .isInstanceOf(SQLException.class);
        assertThat(server.canLogin(database, RealServer.credentials(attacker))).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void cannotReadOrChangeWhatIsNotItsOwn(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      server.facts();
      var victim = RealServer.provision(server);
      var attacker = RealServer.provision(server);
      var main = "main_" + attacker.id();
      real.lab().createMainMoodle(main);
      var attempts =
          real.isMariaDb()
              ? List.of(
                  "SELECT vdbpass FROM %s.mdl_local_vmoodle".formatted(main),
                  "SELECT * FROM vmoodle_operator.identity",
                  "SELECT * FROM mysql.global_priv",
                  "SELECT * FROM mysql.db",
                  "SHOW GRANTS FOR '%s'@'%%'".formatted(victim.loginA()),
                  "CREATE TABLE %s.x (id INT)".formatted(victim.database(1)),
                  "DROP DATABASE " + victim.database(1),
                  "CREATE DATABASE " + attacker.database(2),
                  "CREATE USER evil",
                  "SET PASSWORD FOR '%s'@'%%' = PASSWORD('x')".formatted(victim.loginA()),
                  "GRANT SELECT ON %s.* TO '%s'@'%%'"
                      .formatted(attacker.database(1), victim.loginA()),
                  "ALTER USER '%s'@'%%' WITH MAX_USER_CONNECTIONS 0".formatted(attacker.loginA()),
                  "SET GLOBAL max_connections = 1",
                  "SELECT 1 INTO OUTFILE '/tmp/vmoodle-attack'",
                  "LOAD DATA INFILE '/etc/passwd' INTO TABLE x")
              : List.of(
                  "CREATE DATABASE " + attacker.database(2),
                  "DROP DATABASE " + victim.database(1),
                  "ALTER DATABASE %s OWNER TO %s".formatted(victim.database(1), attacker.owner()),
                  "CREATE ROLE evil",
                  "ALTER ROLE %s PASSWORD 'x'".formatted(victim.loginA()),
                  "ALTER ROLE %s LOGIN".formatted(attacker.owner()),
                  "ALTER ROLE %s CONNECTION LIMIT -1".formatted(attacker.loginA()),
                  "SET ROLE " + victim.owner(),
                  "SET ROLE vmadmin",
                  "SET SESSION AUTHORIZATION vmadmin",
                  "GRANT %s TO %s".formatted(victim.owner(), attacker.loginA()),
                  "GRANT %s TO %s".formatted(attacker.owner(), victim.loginA()),
                  "SELECT rolpassword FROM pg_authid",
                  "COPY (SELECT 1) TO '/tmp/vmoodle-attack'",
                  "SELECT pg_read_file('/etc/passwd')",
                  "CREATE EXTENSION dblink",
                  "ALTER SYSTEM SET max_connections = 1");

      for (var sql : attempts) {
        try (var session = real.session(attacker)) {
          assertThatThrownBy(() -> Sql.run(session, sql)).as(sql).isInstanceOf(SQLException.class);
        }
      }
      assertThat(server.canLogin(victim.database(1), RealServer.credentials(victim))).isTrue();
    }
  }

  /** In MariaDB's grants an underscore is a wildcard. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void cannotReachANeighbourThatDiffersWhereTheNameHasAnUnderscore(Engine engine)
      throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var tenant = RealServer.provision(server);
      var neighbours =
          List.of(
              "vmx" + tenant.id() + "_1", "vm_" + tenant.id() + "x1", "vmx" + tenant.id() + "x1");

      for (var neighbour : neighbours) {
        real.lab().execute("", "CREATE DATABASE " + neighbour);
        if (!real.isMariaDb()) {
          real.lab().execute("", "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(neighbour));
        }
        assertThat(server.canLogin(neighbour, RealServer.credentials(tenant)))
            .as(neighbour)
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void seesNoDataOfOthersInTheCatalogs(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var victim = RealServer.provision(server);
      var attacker = RealServer.provision(server);
      var views =
          real.isMariaDb()
              ? List.of(
                  "SELECT schema_name FROM information_schema.schemata",
                  "SELECT table_schema FROM information_schema.tables",
                  "SELECT grantee FROM information_schema.schema_privileges",
                  "SELECT user FROM information_schema.processlist",
                  "SELECT db FROM information_schema.processlist")
              : List.of(
                  "SELECT table_catalog || table_schema FROM information_schema.tables",
                  "SELECT query FROM pg_stat_activity WHERE usename <> current_user",
                  "SELECT passwd FROM pg_user WHERE passwd <> '********'");

      try (var victims = real.session(victim);
          var session = real.session(attacker)) {
        assertThat(victims.isValid(1)).isTrue();
        for (var sql : views) {
          assertThat(
                  String.join(
                      " ",
                      Sql.texts(
                          session,
                          "SELECT coalesce(x, '') FROM ("
                              + sql.replaceFirst("SELECT (.*?) FROM", "SELECT $1 AS x FROM")
                              + ") v")))
              .as(sql)
              .doesNotContain(victim.id());
        }
      }
    }
  }
}
