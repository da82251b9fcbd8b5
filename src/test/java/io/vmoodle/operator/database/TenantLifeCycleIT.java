package io.vmoodle.operator.database;

import static io.vmoodle.operator.database.RealServer.account;
import static io.vmoodle.operator.database.RealServer.credentials;
import static io.vmoodle.operator.database.RealServer.database;
import static io.vmoodle.operator.database.RealServer.newTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException.Kind;
import io.vmoodle.operator.database.Inventory.FoundDatabase;
import io.vmoodle.operator.database.Inventory.FoundLogin;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TenantLifeCycleIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void comesLivesAndGoesWithEveryStepTakenTwice(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    var tenant = newTenant();
    try (var server = real.connect()) {
      assertThat(server.inventory().tenantIds()).doesNotContain(tenant.id());
      assertThat(server.exists(tenant.database(1))).isFalse();

      twice(() -> server.createLogin(account(tenant)));
      twice(() -> server.createDatabase(database(tenant)));

      assertThat(server.exists(tenant.database(1))).isTrue();
      assertThat(server.canLogin(tenant.database(1), credentials(tenant))).isTrue();
      var inventory = server.inventory();
      assertThat(inventory.tenantIds()).contains(tenant.id());
      assertThat(inventory.databases())
          .containsEntry(tenant.database(1), new FoundDatabase(tenant.id(), true));
      assertThat(inventory.logins())
          .containsEntry(
              tenant.loginA(), new FoundLogin(tenant.id(), false, RealServer.MAX_CONNECTIONS));
      liveThere(real, tenant);

      twice(() -> server.dropDatabase(tenant.database(1)));
      twice(() -> server.dropLogin(tenant.loginA()));

      assertThat(server.exists(tenant.database(1))).isFalse();
      assertThat(server.inventory().tenantIds()).doesNotContain(tenant.id());
      assertNothingIsLeft(real, tenant);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void goesInTheOtherOrderToo(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var tenant = RealServer.provision(server);

      server.dropLogin(tenant.loginA());
      server.dropDatabase(tenant.database(1));

      assertNothingIsLeft(real, tenant);
    }
  }

  /** Connections are kept, and each goes on with what the tenant before left in its session. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void whoComesAfterOneThatWentFindsNothingOfIt(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var gone = RealServer.provision(server);
      server.dropDatabase(gone.database(1));
      server.dropLogin(gone.loginA());

      var next = RealServer.provision(server);

      liveThere(real, next);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void movesToTheOtherLoginAndTheNextGeneration(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var tenant = RealServer.provision(server);
      liveThere(real, tenant);
      var second = new Credentials(tenant.loginB(), "second-Secret-1");

      server.createLogin(new TenantAccount(tenant.loginB(), second.password(), 10));
      assertThat(server.canLogin(tenant.database(1), second)).isFalse();
      twice(() -> server.grantDatabase(new TenantDatabase(tenant.database(1), tenant.loginB())));

      try (var connection = server.open(tenant.database(1), second)) {
        Sql.run(connection, "ALTER TABLE mdl_config ADD COLUMN note VARCHAR(10)");
        assertThat(Sql.count(connection, "SELECT count(*) FROM mdl_config")).isOne();
      }
      server.createDatabase(new TenantDatabase(tenant.database(2), tenant.loginB()));
      server.dropDatabase(tenant.database(1));
      assertThat(server.canLogin(tenant.database(2), second)).isTrue();
      server.dropLogin(tenant.loginA());
      assertThat(server.canLogin(tenant.database(2), second)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void neverCreatesWhenAskedToGrant(Engine engine) {
    try (var server = RealServer.of(engine).connect()) {
      var tenant = newTenant();
      server.createLogin(account(tenant));

      assertThatThrownBy(() -> server.grantDatabase(database(tenant)))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MISSING));
      assertThat(server.exists(tenant.database(1))).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void changesPasswordAndLimit(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var tenant = RealServer.provision(server);
      var changed = new Credentials(tenant.loginA(), "changed-Secret-1");

      server.setPassword(tenant.loginA(), changed.password());
      assertThat(server.canLogin(tenant.database(1), credentials(tenant))).isFalse();
      assertThat(server.canLogin(tenant.database(1), changed)).isTrue();

      // PostgreSQL counts a session until its process has ended.
      await().until(() -> server.sessions(tenant.loginA()) == 0);
      server.createLogin(new TenantAccount(tenant.loginA(), RealServer.PASSWORD, 1));
      try (var only = real.session(tenant)) {
        assertThat(only.isValid(1)).isTrue();
        assertThatThrownBy(() -> real.session(tenant)).isInstanceOf(SQLException.class);
      }
    }
  }

  private static void liveThere(RealServer real, TenantNames tenant) throws SQLException {
    try (var connection = real.session(tenant)) {
      Sql.run(
          connection,
          "CREATE TABLE mdl_config (id INT PRIMARY KEY, name VARCHAR(255), value TEXT)",
          "CREATE INDEX mdl_conf_nam_ix ON mdl_config (name)",
          "INSERT INTO mdl_config VALUES (1, 'ünïcödé', '\uD83D\uDE00')",
          "CREATE TEMPORARY TABLE scratch (id INT)");
      assertThat(Sql.texts(connection, "SELECT value FROM mdl_config"))
          .containsExactly("\uD83D\uDE00");
    }
  }

  private static void assertNothingIsLeft(RealServer real, TenantNames tenant) throws SQLException {
    var like = "%" + tenant.id() + "%";
    var tables =
        real.isMariaDb()
            ? new String[] {
              "SELECT user FROM mysql.global_priv WHERE user LIKE ?",
              "SELECT db FROM mysql.db WHERE db LIKE ?",
              "SELECT name FROM vmoodle_operator.made WHERE name LIKE ?",
              "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE ?"
            }
            : new String[] {
              "SELECT rolname FROM pg_roles WHERE rolname LIKE ?",
              "SELECT datname FROM pg_database WHERE datname LIKE ?"
            };
    for (var sql : tables) {
      assertThat(real.read(sql, like)).as(sql).isEmpty();
    }
  }

  private static void twice(Runnable step) {
    step.run();
    step.run();
  }
}
