package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions of an operator that leads no more. */
class EarlierSessionsIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aLeaderEndsThoseOfTheOneBeforeAndNobodyElses(Engine engine) throws Exception {
    var real = RealServer.of(engine);
    var first = new Tenure(Instance.create(), () -> true);
    try (var before = server(real, first);
        var now = server(real, Tenure.unlimited());
        var person =
            real.lab()
                .connect(anyDatabase(engine), DatabaseLab.ADMIN, DatabaseLab.ADMIN_PASSWORD)) {
      var all = new ArrayList<Connection>();
      for (int session = 0; session < 8; session++) {
        all.add(before.open(""));
      }
      all.getFirst().setAutoCommit(false);
      var asleep = CompletableFuture.supplyAsync(() -> sleeps(engine, all.getLast()));
      now.open("").close();

      assertThat(now.endSessions(first.instance())).isEqualTo(8);

      await().until(() -> now.endSessions(first.instance()) == 0);
      assertThat(asleep.get()).as("a statement that was running").isFalse();
      assertThat(all).noneMatch(EarlierSessionsIT::works);
      assertThat(works(person)).isTrue();
      try (var own = now.open("")) {
        assertThat(works(own)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whoeverLeadsNoMoreGetsNoConnection(Engine engine) throws Exception {
    var leads = new AtomicBoolean(true);
    var opened = new AtomicInteger();
    var tenure =
        new Tenure(
            Instance.create(),
            () -> {
              opened.incrementAndGet();
              return leads.get();
            });
    try (var server = server(RealServer.of(engine), tenure);
        var other = server(RealServer.of(engine), Tenure.unlimited())) {
      server.open("").close();
      server.open("").close();
      assertThat(opened).as("asked once a session, not each time").hasValue(1);
      leads.set(false);
      await().until(() -> other.endSessions(tenure.instance()) == 0);

      // The pool trusts a connection for half a second, and would give out the ended one until
      // then.
      await().until(() -> !works(server));
      assertThatThrownBy(() -> server.open(""))
          .isInstanceOfSatisfying(
              DatabaseException.class,
              e -> assertThat(e.kind()).isEqualTo(DatabaseException.Kind.UNAVAILABLE));
      assertThat(other.endSessions(tenure.instance())).as("none is left behind").isZero();
    }
  }

  @Test
  void theNamesThatOthersSeeDoNotTellTheSecret() {
    var instance = Instance.create();

    assertThat(List.of(instance.publicName(), instance.applicationName(), instance.sessionLock(63)))
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).hasSizeLessThan(64).doesNotContain(instance.secret()));
    assertThat(instance.sessionLock(1)).isNotEqualTo(Instance.create().sessionLock(1));
  }

  private static String anyDatabase(Engine engine) {
    return engine == Engine.PostgreSQL ? "postgres" : "";
  }

  private static DatabaseServer server(RealServer real, Tenure tenure) {
    return DatabaseServer.at(real.endpoint(), RealServer.ADMIN, Tls.NONE, tenure);
  }

  private static boolean sleeps(Engine engine, Connection connection) {
    try (var statement = connection.createStatement()) {
      statement.execute(engine == Engine.MariaDB ? "DO SLEEP(30)" : "SELECT pg_sleep(30)");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static boolean works(DatabaseServer server) {
    try (var connection = server.open("")) {
      return works(connection);
    } catch (DatabaseException | SQLException e) {
      return false;
    }
  }

  private static boolean works(Connection connection) {
    try (var statement = connection.createStatement()) {
      return statement.execute("SELECT 1");
    } catch (SQLException e) {
      return false;
    }
  }
}
