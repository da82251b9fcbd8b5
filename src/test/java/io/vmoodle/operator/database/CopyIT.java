package io.vmoodle.operator.database;

import static io.vmoodle.operator.database.SourceSessions.END;
import static io.vmoodle.operator.database.SourceSessions.KEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Copies of databases by the server itself, with the rights of the docs. Ends everybody's sessions.
 */
@OwnServers
class CopyIT {
  private static final Duration STORM = Duration.ofSeconds(5);

  private final RealServer real = RealServer.of(Engine.PostgreSQL);
  private final TenantNames tenant = RealServer.newTenant();
  private final TenantDatabase copy = new TenantDatabase(tenant.database(2), tenant.loginA());

  @BeforeEach
  void provision() throws SQLException {
    try (var server = real.connect()) {
      RealServer.provision(server, tenant);
    }
    try (var session = real.session(tenant)) {
      Sql.run(
          session,
          "CREATE TABLE mdl_config (id BIGSERIAL PRIMARY KEY, name TEXT)",
          "INSERT INTO mdl_config (name) VALUES ('sitename'), ('theme')",
          "CREATE VIEW names AS SELECT name FROM mdl_config");
    }
  }

  @Test
  void aCopyIsWholeAndTheTenantsAndNobodyElses() throws SQLException {
    try (var server = real.connect()) {
      var stranger = RealServer.provision(server);

      server.copyDatabase(tenant.database(1), copy, KEEP);
      server.copyDatabase(tenant.database(1), copy, KEEP);

      assertThat(server.inventory().databases())
          .containsEntry(copy.name(), new Inventory.FoundDatabase(tenant.id(), true));
      assertThat(server.differences(tenant.database(1), copy.name(), credentials())).isEmpty();
      assertThat(server.canLogin(copy.name(), RealServer.credentials(stranger))).isFalse();
      try (var session = real.lab().connect(copy.name(), tenant.loginA(), RealServer.PASSWORD)) {
        assertThat(Sql.texts(session, "SELECT name FROM names ORDER BY 1"))
            .containsExactly("sitename", "theme");
        Sql.run(session, "ALTER TABLE mdl_config ADD COLUMN value TEXT", "DROP VIEW names");
      }
      assertThat(rights(copy.name())).isEqualTo(rights(tenant.database(1)));
    }
  }

  /** The other login gets into the copy as into any database, and its owner stays the same. */
  @Test
  void theOtherLoginTakesTheCopyOverWhileTheFirstOneGoes() throws SQLException {
    try (var server = real.connect()) {
      server.copyDatabase(tenant.database(1), copy, KEEP);
      server.createLogin(new TenantAccount(tenant.loginB(), "second-Secret-1", 5));
      server.grantDatabase(new TenantDatabase(copy.name(), tenant.loginB()));
      server.dropLogin(tenant.loginA());

      try (var session = real.lab().connect(copy.name(), tenant.loginB(), "second-Secret-1")) {
        Sql.run(session, "ALTER TABLE mdl_config ADD COLUMN value TEXT");
      }
      server.dropDatabase(tenant.database(1));
      assertThat(server.exists(copy.name())).isTrue();
    }
  }

  @Test
  void whoStillUsesTheSourceIsNamedAndOnlyEndedWhenAskedFor() throws SQLException {
    try (var server = real.connect();
        var session = real.session(tenant)) {
      assertThatThrownBy(() -> server.copyDatabase(tenant.database(1), copy, KEEP))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
          .hasMessageContaining(tenant.loginA());
      assertThat(server.exists(copy.name())).isFalse();
      assertThat(session.isValid(1)).isTrue();

      server.copyDatabase(tenant.database(1), copy, END);

      assertThat(session.isValid(1)).isFalse();
      assertThat(server.canLogin(tenant.database(1), credentials())).isTrue();
      assertThat(server.canLogin(copy.name(), credentials())).isTrue();
    }
  }

  /** Whether cut short as a copy or before it was opened: nobody was let in, so nothing is lost. */
  @Test
  void aCopyThatWasCutShortIsMadeAnew() throws SQLException {
    try (var server = real.connect();
        var admin = real.lab().admin("")) {
      Sql.run(
          admin,
          "CREATE DATABASE %s OWNER %s TEMPLATE template0 ALLOW_CONNECTIONS false"
              .formatted(copy.name(), tenant.owner()));
      assertThat(server.inventory().databases())
          .containsEntry(copy.name(), new Inventory.FoundDatabase(tenant.id(), false));

      server.copyDatabase(tenant.database(1), copy, KEEP);

      assertThat(server.differences(tenant.database(1), copy.name(), credentials())).isEmpty();
    }
  }

  /** Killed just after the source was made a template, which cannot be dropped. */
  @Test
  void aSourceThatWasLeftATemplateIsCopiedAndDropped() throws SQLException {
    try (var server = real.connect()) {
      real.lab().execute("", "ALTER DATABASE %s IS_TEMPLATE true".formatted(tenant.database(1)));
      server.copyDatabase(tenant.database(1), copy, KEEP);
      assertThat(templates()).isZero();

      real.lab().execute("", "ALTER DATABASE %s IS_TEMPLATE true".formatted(tenant.database(1)));
      server.dropDatabase(tenant.database(1));
      assertThat(server.exists(tenant.database(1))).isFalse();
    }
  }

  @Test
  void onlyWholeDatabasesOfTheSameTenantAreCopied() throws SQLException {
    try (var server = real.connect()) {
      var stranger = RealServer.provision(server);
      assertThatThrownBy(() -> server.copyDatabase(stranger.database(1), copy, END))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> server.copyDatabase(copy.name(), copy, END))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> server.copyDatabase(tenant.database(3), copy, END))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MISSING));
      real.lab()
          .execute("", "ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(tenant.database(1)));
      assertThatThrownBy(() -> server.copyDatabase(tenant.database(1), copy, END))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
      assertThat(server.exists(copy.name())).isFalse();
    }
  }

  /** Whatever is killed: a copy that lets somebody in is whole, and the source is unharmed. */
  @Test
  void copiesThatAreKilledAllTheTimeComeOutWhole() throws Exception {
    try (var server = real.connect()) {
      var over = new AtomicBoolean();
      var end = System.nanoTime() + STORM.toNanos();
      var storm = Thread.ofPlatform().start(() -> killAdmins(over, end));
      int killed = 0;
      int copied = 0;
      try {
        while (System.nanoTime() < end) {
          killed += untilDone(() -> server.copyDatabase(tenant.database(1), copy, END));
          try (var session =
              real.lab().connect(copy.name(), tenant.loginA(), RealServer.PASSWORD)) {
            assertThat(Sql.count(session, "SELECT count(*) FROM names")).isEqualTo(2);
          }
          killed += untilDone(() -> server.dropDatabase(copy.name()));
          copied++;
        }
      } finally {
        over.set(true);
        storm.join();
      }
      assertThat(killed).as("calls that were cut short").isPositive();
      assertThat(copied).isPositive();
      server.copyDatabase(tenant.database(1), copy, END);
      assertThat(templates()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatACopyLacksIsFound(Engine engine) throws SQLException {
    var lab = RealServer.of(engine);
    try (var server = lab.connect()) {
      var owner = RealServer.provision(server);
      server.createDatabase(new TenantDatabase(owner.database(2), owner.loginA()));
      for (var name : new String[] {owner.database(1), owner.database(2)}) {
        try (var session = lab.lab().connect(name, owner.loginA(), RealServer.PASSWORD)) {
          Sql.run(
              session,
              "CREATE TABLE mdl_a (id INT PRIMARY KEY, name VARCHAR(10))",
              "INSERT INTO mdl_a VALUES (1, 'a'), (2, 'b')",
              "CREATE TABLE mdl_b (id INT PRIMARY KEY)");
        }
      }
      var account = RealServer.credentials(owner);
      assertThat(server.differences(owner.database(1), owner.database(2), account)).isEmpty();

      try (var session =
          lab.lab().connect(owner.database(2), owner.loginA(), RealServer.PASSWORD)) {
        Sql.run(session, "DELETE FROM mdl_a WHERE id = 2");
        assertThat(server.differences(owner.database(1), owner.database(2), account))
            .singleElement()
            .asString()
            .contains("mdl_a", "1", "2");
        Sql.run(
            session,
            "ALTER TABLE mdl_a ADD COLUMN more INT",
            "DROP TABLE mdl_b",
            "CREATE TABLE mdl_c (id INT)");
        assertThat(server.differences(owner.database(1), owner.database(2), account))
            .containsExactly(
                "table mdl_a has other columns in the copy",
                "table mdl_b is missing in the copy",
                "table mdl_c is only in the copy");
      }
    }
  }

  private Credentials credentials() {
    return RealServer.credentials(tenant);
  }

  private int templates() throws SQLException {
    return Integer.parseInt(
        real.read(
                "SELECT count(*) FROM pg_database WHERE datistemplate AND datname LIKE ?",
                tenant.owner() + "%")
            .getFirst());
  }

  /** Owner, rights and settings, without the name of the database. */
  private Object rights(String database) throws SQLException {
    return real.read(
        """
        SELECT r.rolname || ' ' || d.datacl::text || ' '
               || (SELECT string_agg(l.rolname || s.setconfig::text, ' ')
                     FROM pg_db_role_setting s JOIN pg_roles l ON l.oid = s.setrole
                    WHERE s.setdatabase = d.oid)
          FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE d.datname = ?
        """,
        database);
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

  private void killAdmins(AtomicBoolean over, long end) {
    try (var superuser = real.lab().superuser("")) {
      while (!over.get() && System.nanoTime() < end) {
        Sql.texts(
            superuser,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ?",
            RealServer.ADMIN.username());
        // At any moment, but with room for the longest statement.
        Thread.sleep(ThreadLocalRandom.current().nextInt(1, 500));
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
