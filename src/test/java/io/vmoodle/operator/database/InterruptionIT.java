package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cut short between any two statements, the next call completes; meanwhile nothing is open. */
@OwnServers
class InterruptionIT {
  private static final Duration STORM = Duration.ofSeconds(6);

  /** Tenants come and go while the admin's sessions are killed all the time. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatWasKilledAnywhereIsCompletedByTheNextCall(Engine engine) throws Exception {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      server.facts();
      var over = new AtomicBoolean();
      var end = System.nanoTime() + STORM.toNanos();
      var storm = Thread.ofPlatform().start(() -> killAdmins(real, over, end));
      int killed = 0;
      int made = 0;
      try {
        while (System.nanoTime() < end) {
          var tenant = RealServer.newTenant();
          killed += untilDone(() -> RealServer.provision(server, tenant));
          try (var session = real.session(tenant)) {
            Sql.run(session, "CREATE TABLE t (id INT)");
          }
          killed += untilDone(() -> server.dropDatabase(tenant.database(1)));
          killed += untilDone(() -> server.dropLogin(tenant.loginA()));
          assertNothingIsLeft(real, tenant);
          made++;
        }
      } finally {
        over.set(true);
        storm.join();
      }
      assertThat(killed).as("calls that were cut short").isPositive();
      assertThat(made).as("tenants that came and went").isPositive();
    }
  }

  /** PostgreSQL: dead between CREATE DATABASE and the revokes. */
  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"PostgreSQL"})
  void aHalfMadeDatabaseIsClosedAndThenCompleted(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect();
        var admin = real.lab().admin("")) {
      var tenant = RealServer.newTenant();
      var name = tenant.database(1);
      server.createLogin(RealServer.account(tenant));
      Sql.run(
          admin,
          "CREATE DATABASE %s OWNER %s TEMPLATE template0 ALLOW_CONNECTIONS false"
              .formatted(name, tenant.owner()));

      assertThat(server.inventory().databases().get(name))
          .isEqualTo(new Inventory.FoundDatabase(tenant.id(), false));
      assertThat(server.canLogin(name, RealServer.credentials(tenant))).isFalse();

      server.createDatabase(RealServer.database(tenant));
      assertThat(server.canLogin(name, RealServer.credentials(tenant))).isTrue();
      assertThat(
              real.read(
                  "SELECT 'open' FROM pg_database WHERE datname = ?"
                      + " AND has_database_privilege('public', oid, 'CONNECT')",
                  name))
          .isEmpty();
    }
  }

  /** PostgreSQL: dead in the middle of DROP DATABASE. */
  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"PostgreSQL"})
  void aHalfDroppedDatabaseIsDroppedAndNeverOpened(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var tenant = RealServer.provision(server);
      var name = tenant.database(1);
      real.lab()
          .execute(
              "", "UPDATE pg_database SET datconnlimit = -2 WHERE datname = '%s'".formatted(name));

      assertThat(server.inventory().databases().get(name))
          .isEqualTo(new Inventory.FoundDatabase(tenant.id(), false));
      assertThat(kindOf(() -> server.createDatabase(RealServer.database(tenant))))
          .isEqualTo(Kind.CONFLICT);

      server.dropDatabase(name);
      assertThat(server.exists(name)).isFalse();
    }
  }

  /** MariaDB: a login that was signed and not made, or made and granted nothing. */
  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"MariaDB"})
  void aHalfMadeLoginIsCompleted(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect();
        var admin = real.lab().admin("")) {
      server.facts();
      var signed = RealServer.newTenant();
      var made = RealServer.newTenant();
      for (var tenant : new TenantNames[] {signed, made}) {
        Sql.update(admin, "INSERT INTO vmoodle_operator.made (name) VALUES (?)", tenant.loginA());
      }
      Sql.run(admin, "CREATE USER '%s'@'%%'".formatted(made.loginA()));

      for (var tenant : new TenantNames[] {signed, made}) {
        RealServer.provision(server, tenant);
        assertThat(server.canLogin(tenant.database(1), RealServer.credentials(tenant))).isTrue();
      }
    }
  }

  /** MariaDB: the server died after it made the folder and before it wrote the comment. */
  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"MariaDB"})
  void aHalfMadeDatabaseWithoutCommentIsCompleted(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect();
        var admin = real.lab().admin("")) {
      var tenant = RealServer.newTenant();
      var name = tenant.database(1);
      server.createLogin(RealServer.account(tenant));
      Sql.update(admin, "INSERT INTO vmoodle_operator.made (name) VALUES (?)", name);
      Sql.run(admin, "CREATE DATABASE " + name);

      assertThat(server.inventory().databases().get(name))
          .isEqualTo(new Inventory.FoundDatabase(tenant.id(), false));

      server.createDatabase(RealServer.database(tenant));
      assertThat(server.canLogin(name, RealServer.credentials(tenant))).isTrue();
      assertThat(
              real.read(
                  "SELECT concat(default_collation_name, ' ', schema_comment)"
                      + " FROM information_schema.schemata WHERE schema_name = ?",
                  name))
          .containsExactly("utf8mb4_unicode_ci " + tenant.marker());
    }
  }

  private static int untilDone(Runnable act) {
    for (int cutShort = 0; ; cutShort++) {
      try {
        act.run();
        return cutShort;
      } catch (DatabaseException e) {
        assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.UNAVAILABLE);
      }
    }
  }

  private static void killAdmins(RealServer real, AtomicBoolean over, long end) {
    try (var superuser = real.lab().superuser("")) {
      while (!over.get() && System.nanoTime() < end) {
        if (real.isMariaDb()) {
          MariaDbAccounts.kill(superuser, "USER", RealServer.ADMIN.username());
        } else {
          Sql.texts(
              superuser,
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ?",
              RealServer.ADMIN.username());
        }
        // At any moment, but with room for the longest statement, or none would ever be survived.
        Thread.sleep(ThreadLocalRandom.current().nextInt(1, real.isMariaDb() ? 20 : 300));
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Kind kindOf(Runnable act) {
    try {
      act.run();
    } catch (DatabaseException e) {
      return e.kind();
    }
    throw new AssertionError("nothing was thrown");
  }

  private static void assertNothingIsLeft(RealServer real, TenantNames tenant) throws SQLException {
    assertThat(
            real.read(
                real.isMariaDb()
                    ? "SELECT user FROM mysql.global_priv WHERE user LIKE ? UNION ALL"
                        + " SELECT name FROM vmoodle_operator.made WHERE name LIKE ? UNION ALL"
                        + " SELECT db FROM mysql.db WHERE db LIKE ?"
                    : "SELECT rolname FROM pg_roles WHERE rolname LIKE ? UNION ALL"
                        + " SELECT datname FROM pg_database WHERE datname LIKE ? UNION ALL"
                        + " SELECT ? WHERE false",
                "%" + tenant.id() + "%",
                "%" + tenant.id() + "%",
                "%" + tenant.id() + "%"))
        .isEmpty();
  }
}
