package io.vmoodle.operator.moodle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.cluster.server.CertificateAuthority;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.lab.moodle.JobScripts;
import io.vmoodle.lab.web.WebRun;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.database.TenantAccount;
import io.vmoodle.operator.database.TenantDatabase;
import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.jobs.SwitchResult;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** copy.sh on a real MariaDB, as a tenant's login with the rights that the operator gives. */
class CopyScriptIT {
  /** Letters that mean something to shells, option files or JSON. */
  private static final String PASSWORD = "p'a\"s\\s #$(id);%`";

  private static final String MARK = "vmoodle_unfinished_copy";
  private static final AtomicInteger TENANTS = new AtomicInteger();

  private final WebRun run = WebRun.begin();
  private final DatabaseLab lab = DatabaseLab.mariaDb();
  private final TenantNames tenant =
      new TenantNames("copy%06d".formatted(TENANTS.incrementAndGet()));
  private final String source = tenant.database(1);
  private final String target = tenant.database(2);
  private final DatabaseServer server = connect(lab);
  private final JobScripts scripts =
      JobScripts.in(run.path().resolve("job"), run.path())
          .with("PATH", DatabaseLab.mariaDbClients() + ":" + System.getenv("PATH"))
          .with("VMOODLE_DB_HOST", "127.0.0.1")
          .with("VMOODLE_DB_PORT", Integer.toString(lab.port()))
          .with("VMOODLE_DB_USER", tenant.loginA())
          .with("VMOODLE_DB_PASSWORD", PASSWORD)
          .with("VMOODLE_SOURCE_DATABASE", source)
          .with("VMOODLE_TARGET_DATABASE", target);

  @BeforeEach
  void provision() throws SQLException {
    provision(server);
    try (var session = lab.connect(source, tenant.loginA(), PASSWORD)) {
      run(
          session,
          "CREATE TABLE mdl_config (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(255)"
              + " COLLATE utf8mb4_bin NOT NULL, value LONGTEXT, UNIQUE (name)) ROW_FORMAT=Compressed"
              + " COMMENT='all of it'",
          "INSERT INTO mdl_config (name, value) VALUES"
              + " ('emoji', '\ud83d\udea7 L''\u00e9cole'), ('lines', 'a\\nb\\r\\n\\\\-- Dump completed'),"
              + " ('nothing', NULL)",
          "CREATE TABLE mdl_blob (id INT PRIMARY KEY, content LONGBLOB, day DATE, x DOUBLE)",
          "INSERT INTO mdl_blob VALUES (0, x'00ff1a0a27225c', '2024-02-29', 0.1)",
          "CREATE TABLE `mdl odd``name` (id INT)");
    }
  }

  @AfterEach
  void end() {
    server.close();
    run.close();
  }

  @Test
  void aCopyHasAllThatIsInTheSource() throws SQLException {
    var ended = scripts.run("copy.sh");

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    var result = SwitchResult.parse(ended.result()).orElseThrow();
    assertThat(result.outcome()).isEqualTo("Ended");
    assertThat(result.database()).isEqualTo(target);
    assertThat(differences()).isEmpty();
    for (var table : List.of("mdl_config", "mdl_blob")) {
      assertThat(checksum(target, table)).isEqualTo(checksum(source, table));
    }
    assertThat(definition(target)).isEqualTo(definition(source));
  }

  /** Where the hoster gave more rights than the operator does. */
  @Test
  void viewsTriggersRoutinesAndEventsComeAlongWithTheirDefiners() throws SQLException {
    grantAll(source);
    grantAll(target);
    try (var session = lab.connect(source, tenant.loginA(), PASSWORD)) {
      run(
          session,
          "CREATE VIEW names AS SELECT name FROM mdl_config",
          "CREATE TRIGGER tr BEFORE INSERT ON mdl_blob FOR EACH ROW SET NEW.x = 1",
          "CREATE PROCEDURE pr() SELECT 1",
          "CREATE EVENT ev ON SCHEDULE EVERY 1 DAY DO DELETE FROM mdl_blob WHERE id < 0");
    }

    var ended = scripts.run("copy.sh");

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    try (var session = lab.connect(target, tenant.loginA(), PASSWORD)) {
      assertThat(read(session, "SELECT count(*) FROM names")).containsExactly("3");
      for (var definer :
          List.of(
              "SELECT definer FROM information_schema.views WHERE table_schema = database()",
              "SELECT definer FROM information_schema.triggers WHERE trigger_schema = database()",
              "SELECT definer FROM information_schema.routines WHERE routine_schema = database()",
              "SELECT definer FROM information_schema.events WHERE event_schema = database()")) {
        assertThat(read(session, definer)).containsExactly(tenant.loginA() + "@%");
      }
    }
  }

  @Test
  void nothingButAnUnfinishedCopyIsWrittenOver() throws SQLException {
    assertThat(scripts.run("copy.sh").exitCode()).isZero();

    var again = scripts.run("copy.sh");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.result()).contains("Failed", "neither empty nor an unfinished copy");
    var turned =
        scripts.with("VMOODLE_SOURCE_DATABASE", target).with("VMOODLE_TARGET_DATABASE", source);
    assertThat(turned.run("copy.sh").exitCode()).isEqualTo(1);
    assertThat(scripts.with("VMOODLE_TARGET_DATABASE", source).run("copy.sh").exitCode())
        .isEqualTo(1);
    assertThat(differences()).isEmpty();
  }

  @Test
  void aCopyThatWasCutShortIsMadeAnewWithoutWhatWasLeftOfIt() throws SQLException {
    try (var session = lab.connect(target, tenant.loginA(), PASSWORD)) {
      run(
          session,
          "CREATE TABLE " + MARK + " (id INT)",
          "CREATE TABLE mdl_config (id INT)",
          "CREATE TABLE `mdl_lost``one` (id INT)");
    }
    var turned =
        scripts.with("VMOODLE_SOURCE_DATABASE", target).with("VMOODLE_TARGET_DATABASE", source);
    assertThat(turned.run("copy.sh").result()).contains("unfinished copy itself");

    assertThat(scripts.run("copy.sh").exitCode()).isZero();

    assertThat(differences()).isEmpty();
  }

  @Test
  void whateverIsKilledTheMarkTellsThatItIsHalfACopy() throws Exception {
    try (var session = lab.connect(source, tenant.loginA(), PASSWORD)) {
      run(session, "CREATE TABLE mdl_log (id INT PRIMARY KEY AUTO_INCREMENT, text LONGTEXT)");
      for (int i = 0; i < 200; i++) {
        run(session, "INSERT INTO mdl_log (text) VALUES (repeat('much to copy ', 10000))");
      }
    }
    for (int time = 1; time <= 5; time++) {
      var process = scripts.start("copy.sh");
      process.waitFor(150L * time, TimeUnit.MILLISECONDS);
      if (process.isAlive()) {
        JobScripts.kill(process);
        await().atMost(Duration.ofSeconds(30)).until(() -> server.sessions(tenant.loginA()) == 0);
        var half = tables(target);
        assertThat(half.isEmpty() || half.contains(MARK)).as("tables " + half).isTrue();
      } else {
        assertThat(process.exitValue()).isZero();
        server.dropDatabase(target);
        server.createDatabase(new TenantDatabase(target, tenant.loginA()));
      }
    }
    assertThat(scripts.run("copy.sh").exitCode()).isZero();
    assertThat(differences()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "VMOODLE_DB_PASSWORD, wrong-Secret-1, does not answer",
    "VMOODLE_DB_PORT, 1, does not answer",
    "VMOODLE_DB_TLS, Nonsense, Say Disable",
    "VMOODLE_DB_USER, '', Say the server",
    "VMOODLE_SOURCE_DATABASE, vm_another001_1, does not answer"
  })
  void whatCannotBeDoneIsSaidWithoutSecrets(String name, String value, String reason) {
    var ended = scripts.with(name, value).run("copy.sh");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(SwitchResult.parse(ended.result()).orElseThrow().reason()).contains(reason);
    assertThat(ended.result() + ended.output()).doesNotContain("Secret-1", PASSWORD);
  }

  /** A view of nothing: the client writes a part of the dump and ends with an error. */
  @Test
  void aDumpThatFailsHalfWayIsNoCopy() throws SQLException {
    grantAll(source);
    try (var session = lab.connect(source, tenant.loginA(), PASSWORD)) {
      run(
          session,
          "CREATE TABLE gone (id INT)",
          "CREATE VIEW broken AS SELECT id FROM gone",
          "DROP TABLE gone");
    }

    var ended = scripts.run("copy.sh");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.result()).contains("cannot be dumped", "broken");
    assertThat(tables(target)).contains(MARK);
  }

  @Test
  void aDumpThatCannotBeLoadedIsNoCopy() throws SQLException {
    lab.execute(
        "",
        "REVOKE INSERT ON `%s`.* FROM '%s'@'%%'"
            .formatted(target.replace("_", "\\_"), tenant.loginA()));

    var ended = scripts.run("copy.sh");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.result()).contains("cannot be loaded");
    assertThat(tables(target)).contains(MARK);
  }

  /** A fake client: it ends with 0 although half of its dump is missing. */
  @Test
  void aDumpThatDoesNotSayThatItIsCompleteIsNoCopy() throws IOException, SQLException {
    var real = DatabaseLab.mariaDbClients();
    var fakes = program("mariadb-dump", "%s/mariadb-dump \"$@\" | head -n 25".formatted(real));

    var ended = scripts.with("PATH", fakes + ":" + real + ":/usr/bin:/bin").run("copy.sh");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.result()).contains("came to no end");
    assertThat(tables(target)).contains(MARK);
  }

  /** A fake client that tells what every process of the machine could see of it. */
  @Test
  void thePasswordIsNeitherAnArgumentNorInTheClientsEnvironment() throws IOException {
    var real = DatabaseLab.mariaDbClients();
    var seen = run.path().resolve("seen");
    var fakes =
        program(
            "mariadb-dump",
            "{ echo \"$@\"; env; ls -l \"${1#*=}\"; } > %s; exec %s/mariadb-dump \"$@\""
                .formatted(seen, real));

    var ended = scripts.with("PATH", fakes + ":" + real + ":/usr/bin:/bin").run("copy.sh");

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(Files.readString(seen))
        .contains("--defaults-file=", "-rw-------")
        .doesNotContain(PASSWORD);
    assertThat(Files.readString(seen)).doesNotContain("p'a");
  }

  @Test
  void anImageWithoutTheClientsIsSaidToBeOne() throws IOException {
    var none = Files.createDirectory(run.path().resolve("none"));
    for (var tool : List.of("dirname", "mktemp", "rm", "printf", "head", "tr", "sed", "cat")) {
      Files.createSymbolicLink(none.resolve(tool), Path.of("/usr/bin", tool));
    }

    var ended = scripts.with("PATH", none.toString()).run("copy.sh");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.result()).contains("jobs.toolsImage");
  }

  /**
   * That an authority vouches for the server cannot be tested with these clients: from 11.4 on they
   * also believe one that proves to know the login's password.
   */
  @Test
  void whereTlsIsWishedNothingIsSentWithoutIt() throws Exception {
    var authority = new CertificateAuthority();
    var address = List.of(InetAddress.getLoopbackAddress());
    var secured =
        DatabaseLab.withTls(Engine.MariaDB, authority.server("server", Set.of(), address));
    try (var admin = connect(secured)) {
      provision(admin);
      secured.execute("", "ALTER USER '%s'@'%%' REQUIRE SSL".formatted(tenant.loginA()));
      var right = Files.writeString(run.path().resolve("ca.pem"), authority.certificate());
      var there = scripts.with("VMOODLE_DB_PORT", Integer.toString(secured.port()));

      assertThat(there.run("copy.sh").exitCode()).as("plainly").isEqualTo(1);
      assertThat(there.with("VMOODLE_DB_TLS", "Require").run("copy.sh").exitCode()).isZero();
      for (var mode : List.of("VerifyCA", "VerifyFull")) {
        var verifying =
            scripts.with("VMOODLE_DB_TLS", mode).with("VMOODLE_DB_CA", right.toString());
        assertThat(verifying.run("copy.sh").result())
            .as("a server without TLS")
            .contains("does not answer");
        admin.dropDatabase(target);
        admin.createDatabase(new TenantDatabase(target, tenant.loginA()));
        var trusted =
            verifying.with("VMOODLE_DB_PORT", Integer.toString(secured.port())).run("copy.sh");
        assertThat(trusted.exitCode()).as(trusted.output()).isZero();
      }
    }
  }

  private static DatabaseServer connect(DatabaseLab lab) {
    return DatabaseServer.at(
        new Endpoint(Engine.MariaDB, "127.0.0.1", lab.port()),
        new Credentials(DatabaseLab.ADMIN, DatabaseLab.ADMIN_PASSWORD));
  }

  private void provision(DatabaseServer on) {
    on.createLogin(new TenantAccount(tenant.loginA(), PASSWORD, 10));
    on.createDatabase(new TenantDatabase(source, tenant.loginA()));
    on.createDatabase(new TenantDatabase(target, tenant.loginA()));
  }

  private void grantAll(String database) throws SQLException {
    lab.execute(
        "",
        "GRANT ALL ON `%s`.* TO '%s'@'%%'"
            .formatted(database.replace("_", "\\_"), tenant.loginA()));
  }

  private Path program(String name, String shell) throws IOException {
    var folder = Files.createDirectory(run.path().resolve("fakes"));
    Files.writeString(folder.resolve(name), "#!/bin/sh\n" + shell + "\n");
    Files.setPosixFilePermissions(
        folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  private List<String> differences() {
    return server.differences(source, target, new Credentials(tenant.loginA(), PASSWORD));
  }

  private String checksum(String database, String table) throws SQLException {
    try (var session = lab.superuser(database);
        var statement = session.createStatement();
        var rows = statement.executeQuery("CHECKSUM TABLE " + table + " EXTENDED")) {
      rows.next();
      return rows.getString(2);
    }
  }

  private List<String> definition(String database) throws SQLException {
    try (var session = lab.superuser(database)) {
      return read(
          session,
          "SELECT concat_ws(' ', table_name, engine, row_format, table_collation, table_comment)"
              + " FROM information_schema.tables WHERE table_schema = database() ORDER BY 1");
    }
  }

  private List<String> tables(String database) throws SQLException {
    try (var session = lab.superuser(database)) {
      return read(
          session,
          "SELECT table_name FROM information_schema.tables WHERE table_schema = database()");
    }
  }

  private static void run(Connection session, String... statements) throws SQLException {
    try (var statement = session.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> read(Connection session, String sql) throws SQLException {
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
