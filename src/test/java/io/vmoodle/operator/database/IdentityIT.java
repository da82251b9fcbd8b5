package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OwnServers
class IdentityIT {
  private static final int OPERATORS = 8;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void firstContactsThatRaceEndInOneIdentity(Engine engine) throws Exception {
    var real = RealServer.of(engine);
    real.lab().execute("", "DROP DATABASE IF EXISTS vmoodle_operator");
    var start = new CyclicBarrier(OPERATORS);
    var identities = new ArrayList<Future<String>>();

    try (var threads = Executors.newFixedThreadPool(OPERATORS)) {
      for (int i = 0; i < OPERATORS; i++) {
        identities.add(
            threads.submit(
                () -> {
                  try (var server = real.connect()) {
                    start.await();
                    return server.facts().identity();
                  }
                }));
      }
    }

    var first = identities.getFirst().get();
    assertThat(UUID.fromString(first)).hasToString(first);
    for (var identity : identities) {
      assertThat(identity.get()).isEqualTo(first);
    }
    try (var later = real.connect()) {
      assertThat(later.facts().identity()).as("asked again").isEqualTo(first);
    }
  }

  /** What a process leaves that dies during its first contact. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aFirstContactThatWasCutShortIsCompleted(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    for (var leftovers : leftovers(real)) {
      real.lab().execute("", "DROP DATABASE IF EXISTS vmoodle_operator");
      try (var admin = real.lab().admin("")) {
        for (var sql : leftovers) {
          Sql.run(admin, sql);
        }
      }
      try (var server = real.connect()) {
        var identity = server.facts().identity();
        assertThat(server.facts().identity()).as("%s", leftovers).isEqualTo(identity);
        RealServer.provision(server);
      }
    }
  }

  private static List<List<String>> leftovers(RealServer real) {
    return real.isMariaDb()
        ? List.of(
            List.of("CREATE DATABASE vmoodle_operator"),
            List.of(
                "CREATE DATABASE vmoodle_operator",
                "CREATE TABLE vmoodle_operator.made (name VARCHAR(80) PRIMARY KEY)"),
            List.of(
                "CREATE DATABASE vmoodle_operator",
                "CREATE TABLE vmoodle_operator.made (name VARCHAR(80) PRIMARY KEY)",
                "CREATE TABLE vmoodle_operator.identity"
                    + " (id TINYINT PRIMARY KEY, server CHAR(36) NOT NULL)"))
        : List.of(
            List.of("CREATE DATABASE vmoodle_operator ALLOW_CONNECTIONS false"),
            List.of(
                "CREATE DATABASE vmoodle_operator ALLOW_CONNECTIONS false",
                "REVOKE ALL ON DATABASE vmoodle_operator FROM PUBLIC"),
            List.of(
                "CREATE DATABASE vmoodle_operator",
                "REVOKE ALL ON DATABASE vmoodle_operator FROM PUBLIC"));
  }
}
