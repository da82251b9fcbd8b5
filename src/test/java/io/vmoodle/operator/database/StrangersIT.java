package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException.Kind;
import io.vmoodle.operator.database.Inventory.FoundDatabase;
import io.vmoodle.operator.database.Inventory.FoundLogin;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Things that have a tenant's name but were not made by the operator. */
class StrangersIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aDatabaseIsLeftAlone(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var tenant = RealServer.newTenant();
      var name = tenant.database(1);
      server.createLogin(RealServer.account(tenant));
      real.lab().execute("", "CREATE DATABASE " + name);
      real.lab().execute(name, "CREATE TABLE precious (id INT)");

      assertConflict(() -> server.createDatabase(RealServer.database(tenant)));
      assertConflict(() -> server.grantDatabase(RealServer.database(tenant)));
      assertConflict(() -> server.dropDatabase(name));

      var closed = real.isMariaDb();
      assertThat(server.inventory().databases())
          .as("on PostgreSQL, a new one is open to everybody")
          .containsEntry(name, new FoundDatabase(null, closed));
      real.lab().execute(name, "INSERT INTO precious VALUES (1)");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aLoginIsLeftAlone(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var tenant = RealServer.newTenant();
      var login = tenant.loginA();
      real.lab()
          .execute(
              "",
              real.isMariaDb()
                  ? "CREATE USER '%s'@'%%' IDENTIFIED BY 'their-Secret'".formatted(login)
                  : "CREATE ROLE %s LOGIN PASSWORD 'their-Secret'".formatted(login),
              real.isMariaDb()
                  ? "GRANT ALL ON theirs.* TO '%s'@'%%'".formatted(login)
                  : "GRANT CONNECT ON DATABASE postgres TO " + login);

      assertThat(server.inventory().tenantIds()).contains(tenant.id());
      assertConflict(() -> server.createLogin(RealServer.account(tenant)));
      assertConflict(() -> server.setPassword(login, "mine"));
      assertConflict(() -> server.lock(login));
      assertConflict(() -> server.unlock(login));
      assertConflict(() -> server.endSessions(login));
      assertConflict(() -> server.dropLogin(login));

      assertThat(server.inventory().logins()).containsEntry(login, new FoundLogin(null, false, 0));
      assertThat(
              server.canLogin(
                  real.isMariaDb() ? "" : "postgres", new Credentials(login, "their-Secret")))
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void namesThatTheOperatorDoesNotMakeAreNeverTouched(Engine engine) {
    try (var server = RealServer.of(engine).connect()) {
      for (var name : List.of("mysql", "postgres", "vmoodle_operator", "vm_short_1", "vm_%", "")) {
        assertConflict(() -> server.dropDatabase(name));
      }
      for (var login : List.of("root", "postgres", "vmadmin", "lab", "")) {
        assertConflict(() -> server.dropLogin(login));
        assertConflict(() -> server.lock(login));
        assertConflict(() -> server.setPassword(login, "x"));
      }
    }
  }

  private static void assertConflict(ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
  }
}
