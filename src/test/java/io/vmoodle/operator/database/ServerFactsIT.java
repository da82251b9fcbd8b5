package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OwnServers
class ServerFactsIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void theRightsOfTheDocsAreEnough(Engine engine) {
    try (var server = RealServer.of(engine).connect()) {
      var facts = server.facts();

      assertThat(facts.missingRights()).isEmpty();
      assertThat(facts.version()).matches("\\d+\\.\\d+.*");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void namesTheRightsThatAreMissing(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    var poor = new Credentials("poor_admin", "poor-Secret-1");
    if (real.isMariaDb()) {
      real.lab()
          .execute(
              "",
              "CREATE OR REPLACE USER poor_admin@'%' IDENTIFIED BY 'poor-Secret-1'",
              "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, DROP"
                  + " ON `vmoodle\\_operator`.* TO poor_admin@'%'",
              "GRANT SELECT ON `vm\\_%`.* TO poor_admin@'%'",
              "GRANT INSERT ON *.* TO poor_admin@'%' WITH GRANT OPTION");
    } else {
      real.lab()
          .execute(
              "",
              "DROP ROLE IF EXISTS poor_admin",
              "CREATE ROLE poor_admin LOGIN CREATEDB PASSWORD 'poor-Secret-1' IN ROLE vmadmin");
    }
    try (var rich = real.connect()) {
      rich.facts();
    }

    try (var server = DatabaseServer.at(real.endpoint(), poor)) {
      var missing = server.facts().missingRights();

      if (real.isMariaDb()) {
        assertThat(missing)
            .contains(
                "CREATE USER ON *.*",
                "CONNECTION ADMIN ON *.*",
                "SELECT ON mysql.db",
                "SELECT ON mysql.global_priv",
                "SELECT ON `vm\\_%`.* WITH GRANT OPTION",
                "DROP ON `vm\\_%`.* WITH GRANT OPTION")
            .doesNotContain(
                "INSERT ON `vm\\_%`.* WITH GRANT OPTION", "SELECT ON `vmoodle\\_operator`.*");
      } else {
        assertThat(missing).containsExactly("CREATEROLE");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void namesWhatIsOpenToEverybody(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    try (var server = real.connect()) {
      var open = real.isMariaDb() ? "test\\_%" : "template1";
      assertThat(server.facts().exposures()).noneMatch(exposure -> exposure.contains(open));

      real.lab()
          .execute(
              "",
              real.isMariaDb()
                  ? "INSERT INTO mysql.db (Host, Db, User, Select_priv) VALUES ('%', 'test\\\\_%', '', 'Y')"
                  : "GRANT CONNECT ON DATABASE template1 TO PUBLIC");
      try {
        assertThat(server.facts().exposures()).anyMatch(exposure -> exposure.contains(open));
      } finally {
        real.lab()
            .execute(
                "",
                real.isMariaDb()
                    ? "DELETE FROM mysql.db WHERE User = ''"
                    : "REVOKE CONNECT ON DATABASE template1 FROM PUBLIC");
      }
    }
  }
}
