package io.vmoodle.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.Engine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Passwords are where they are needed and nowhere else. */
@OwnServers
class SecrecyIT {
  private static final String SECRET = "do-not-Show-me-42";

  @ParameterizedTest
  @EnumSource(Engine.class)
  void noFailureTellsAPasswordOrAStatement(Engine engine) throws SQLException {
    var real = RealServer.of(engine);
    var poor = new Credentials("secrecy_poor", SECRET);
    real.lab()
        .execute(
            "",
            real.isMariaDb()
                ? "CREATE USER secrecy_poor@'%%' IDENTIFIED BY '%s'".formatted(SECRET)
                : "CREATE ROLE secrecy_poor LOGIN PASSWORD '%s' IN ROLE vmadmin".formatted(SECRET));
    var failures = new ArrayList<DatabaseException>();
    try (var server = real.connect();
        var weak = DatabaseServer.at(real.endpoint(), poor);
        var wrong = DatabaseServer.at(real.endpoint(), new Credentials("vmadmin", SECRET))) {
      var tenant = RealServer.newTenant();
      var account = new TenantAccount(tenant.loginA(), SECRET, 5);
      fail(failures, () -> server.setPassword(tenant.loginA(), SECRET));
      fail(failures, () -> server.createDatabase(RealServer.database(tenant)));
      fail(failures, () -> server.open("no_such", new Credentials("nobody", SECRET)).close());
      fail(failures, () -> weak.createLogin(account));
      fail(failures, () -> weak.inventory());
      fail(failures, () -> wrong.createLogin(account));
    }

    assertThat(failures).hasSizeGreaterThanOrEqualTo(5);
    for (var failure : failures) {
      var text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text));
      assertThat(text.toString())
          .doesNotContain(SECRET)
          .doesNotContain("SCRAM-SHA-256$")
          .doesNotContainIgnoringCase("IDENTIFIED")
          .doesNotContainIgnoringCase("PASSWORD '");
    }
  }

  @Test
  void mariaDbsLogOfStatementsHasNoPassword() throws SQLException {
    var real = RealServer.of(Engine.MariaDB);
    var tenant = RealServer.newTenant();
    real.lab().execute("", "SET GLOBAL log_output = 'TABLE'", "SET GLOBAL general_log = ON");
    try (var server = real.connect()) {
      server.createLogin(new TenantAccount(tenant.loginA(), SECRET, 5));
      server.setPassword(tenant.loginA(), SECRET + SECRET);
    } finally {
      real.lab().execute("", "SET GLOBAL general_log = OFF");
    }

    var log =
        real.read(
            "SELECT argument FROM mysql.general_log WHERE argument LIKE ?",
            "%" + tenant.loginA() + "%");
    assertThat(log).anyMatch(line -> line.contains("CREATE USER"));
    assertThat(log).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void postgreSqlIsSentAVerifier() throws SQLException {
    var real = RealServer.of(Engine.PostgreSQL);
    var tenant = RealServer.newTenant();
    try (var server = real.connect()) {
      // A server that would hash what it is sent by MD5 shows that it was not sent the password.
      real.lab().execute("", "ALTER ROLE vmadmin SET password_encryption = 'md5'");
      try {
        server.createLogin(new TenantAccount(tenant.loginA(), SECRET, 5));
      } finally {
        real.lab().execute("", "ALTER ROLE vmadmin RESET password_encryption");
      }
    }

    assertThat(real.read("SELECT rolpassword FROM pg_authid WHERE rolname = ?", tenant.loginA()))
        .singleElement()
        .asString()
        .startsWith("SCRAM-SHA-256$");
  }

  private interface Act {
    void run() throws SQLException;
  }

  private static void fail(List<DatabaseException> failures, Act act) throws SQLException {
    try {
      act.run();
    } catch (DatabaseException e) {
      failures.add(e);
    }
  }
}
