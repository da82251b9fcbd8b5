package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException.Kind;
import io.vmoodle.operator.database.Inventory.FoundLogin;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoginLockIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aLockedLoginStaysOutUntilItIsUnlocked(Engine engine) {
    try (var server = RealServer.of(engine).connect()) {
      var tenant = RealServer.provision(server);
      var login = tenant.loginA();

      server.lock(login);
      server.lock(login);
      assertThat(server.canLogin(tenant.database(1), RealServer.credentials(tenant))).isFalse();
      assertThat(server.inventory().logins())
          .containsEntry(login, new FoundLogin(tenant.id(), true, RealServer.MAX_CONNECTIONS));

      server.createLogin(RealServer.account(tenant));
      server.grantDatabase(RealServer.database(tenant));
      assertThat(server.canLogin(tenant.database(1), RealServer.credentials(tenant)))
          .as("making it again does not unlock it")
          .isFalse();

      server.unlock(login);
      server.unlock(login);
      assertThat(server.canLogin(tenant.database(1), RealServer.credentials(tenant))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void endsTheSessionsOfOneLoginOnly(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var tenant = RealServer.provision(server);
      var other = RealServer.provision(server);
      try (var first = real.session(tenant);
          var second = real.session(tenant);
          var others = real.session(other)) {
        assertThat(server.sessions(tenant.loginA())).isEqualTo(2);

        server.lock(tenant.loginA());
        await().until(() -> server.endSessions(tenant.loginA()) == 0);

        assertThat(first.isValid(1)).isFalse();
        assertThat(second.isValid(1)).isFalse();
        assertThat(others.isValid(1)).isTrue();
        assertThat(server.sessions(tenant.loginA())).isZero();
        assertThat(server.endSessions(tenant.loginA())).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void dropsADatabaseThatIsInUseEvenInAnOpenTransaction(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var tenant = RealServer.provision(server);
      server.createDatabase(new TenantDatabase(tenant.database(2), tenant.loginA()));
      try (var dropped = real.session(tenant);
          var kept = server.open(tenant.database(2), RealServer.credentials(tenant))) {
        Sql.run(dropped, "CREATE TABLE t (id INT)");
        dropped.setAutoCommit(false);
        Sql.run(dropped, "INSERT INTO t VALUES (1)");

        server.dropDatabase(tenant.database(1));

        assertThat(server.exists(tenant.database(1))).isFalse();
        assertThat(kept.isValid(1)).as("session in the other generation").isTrue();
        assertThatThrownBy(dropped::commit).isInstanceOf(SQLException.class);
        dropped.abort(Runnable::run);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void dropsALoginThatIsInUse(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var tenant = RealServer.provision(server);
      try (var session = real.session(tenant)) {
        server.dropLogin(tenant.loginA());

        await().until(() -> !session.isValid(1));
        assertThat(server.inventory().logins()).doesNotContainKey(tenant.loginA());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aLoginThatIsGoneIsLockedAndWithoutSessionsButCannotBeOpened(Engine engine) {
    try (var server = RealServer.of(engine).connect()) {
      var gone = RealServer.newTenant().loginB();

      server.lock(gone);
      assertThat(server.endSessions(gone)).isZero();
      server.dropLogin(gone);

      assertThatThrownBy(() -> server.unlock(gone)).satisfies(e -> isMissing(e));
      assertThatThrownBy(() -> server.setPassword(gone, "x")).satisfies(e -> isMissing(e));
    }
  }

  private static void isMissing(Throwable thrown) {
    assertThat(((DatabaseException) Objects.requireNonNull(thrown)).kind()).isEqualTo(Kind.MISSING);
  }
}
