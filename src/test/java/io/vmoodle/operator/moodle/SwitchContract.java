package io.vmoodle.operator.moodle;

import static io.vmoodle.lab.moodle.MoodleSite.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.lab.moodle.MoodleSite;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.moodle.TenantRow;
import io.vmoodle.operator.api.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The switch file before scripts of Moodle. */
abstract class SwitchContract extends CommandLineAtWork {
  SwitchContract(Engine engine) throws SQLException {
    super("switch", engine);
  }

  @Test
  void saysWhatWasDoneAndToWhom() {
    assertThat(switched(HUGO).with("VMOODLE_TENANT_ID", "hugo").run(CRON).exitCode()).isZero();

    var result = result();
    assertThat(result.get("outcome").textValue()).isEqualTo("Ended");
    assertThat(result.get("host").textValue()).isEqualTo(HUGO);
    assertThat(result.get("tenantId").textValue()).isEqualTo("hugo");
    assertThat(result.get("wwwroot").textValue()).isEqualTo(HUGO);
    assertThat(result.get("database").textValue()).isEqualTo(hugo.database());
    assertThat(result.get("script").textValue()).isEqualTo(CRON);
    assertThat(result.get("release").textValue()).isEqualTo(Release.OLD.title());
    assertThat(result.get("hash").textValue()).matches("[0-9a-f]{40}");
    assertThat(result.get("output").textValue()).isEqualTo("Cron run completed correctly\n");
  }

  @Test
  void aScriptFromElsewhereIsOfTheCurrentFoldersMoodle() throws IOException {
    var script =
        Files.writeString(
            run.path().resolve("elsewhere.php"),
            "<?php define('CLI_SCRIPT', true); require('config.php'); echo $CFG->wwwroot;");

    assertThat(switched(HUGO).run(script.toString()).output()).isEqualTo(HUGO);
    assertThat(outcome()).isEqualTo("Ended");
    assertThat(result().get("script").textValue()).isEqualTo("elsewhere.php");

    Files.writeString(script, "<?php echo 'no Moodle at all';");
    assertThat(switched(HUGO).run(script.toString()).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(outcome()).isEqualTo("NotSwitched");
  }

  @Test
  void theMainMoodleIsNamedByItsUrlAndIsNoTenant() {
    var cfg = switched(MAIN).run("admin/cli/cfg.php", "--name=wwwroot");
    assertThat(cfg.output()).isEqualTo(MAIN + "\n");
    assertThat(outcome()).isEqualTo("Ended");

    assertThat(switched(MAIN).with("VMOODLE_TENANT_ID", "hugo").run(CRON).exitCode())
        .isEqualTo(NOT_SWITCHED);
  }

  @Test
  void anAddressThatPassedToAnotherTenantIsRefused() {
    assertThat(switched(HUGO).with("VMOODLE_TENANT_ID", "jules").run(CRON).exitCode())
        .isEqualTo(NOT_SWITCHED);
    assertThat(result().get("reason").textValue()).contains("VMOODLE_TENANT_ID");
  }

  /** config.php may have no boot at all, or one that believes something else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$CFG->wwwroot = '%s'; | wwwroot",
        "$CFG->dbname = 'other'; | dbname",
        "$CFG->dataroot = '/tmp'; | dataroot"
      })
  void aScriptThatWasSwitchedElsewhereNeverGetsToADatabase(String php, String what)
      throws SQLException, IOException {
    var boot = run.path().resolve("other-boot.php");
    Files.writeString(
        boot,
        "<?php $CFG->wwwroot = '%s'; $CFG->dbname = '%s'; $CFG->dataroot = '%s'; %s"
            .formatted(HUGO, hugo.database(), hugo.dataroot(), php.formatted(MAIN)));
    var code = site.code(Release.OLD);
    var config = code.resolve("config.php");
    var documented = Files.readString(config);
    Files.writeString(
        config,
        documented.replaceFirst("require\\('[^']*/boot.php'\\)", "require('" + boot + "')"));
    try {
      assertThat(switched(HUGO).run("admin/cli/cfg.php", "--name=lang", "--set=xx").exitCode())
          .isEqualTo(NOT_SWITCHED);
      assertThat(result().get("reason").textValue()).endsWith("another " + what);
    } finally {
      Files.writeString(config, documented);
    }
    assertThat(config("lang")).isEqualTo("en");
  }

  @ParameterizedTest
  @CsvSource({
    "admin/cli/upgrade.php, --is-pending, 0",
    "admin/cli/cfg.php, --name=nothing, 3",
    "admin/cli/cfg.php, --help, 2",
    "admin/cli/install_database.php, --agree-license, 1"
  })
  void scriptsKeepTheirExitCodes(String script, String argument, int code) {
    assertThat(switched(HUGO).run(script, argument).exitCode()).isEqualTo(code);
    assertThat(outcome()).isEqualTo("Ended");
  }

  @Test
  void oneProcessAtATimeWorksOnAMoodle() throws IOException, InterruptedException {
    var hanging = switched(HUGO).with("STANDIN_FAULT", "cron.half=hang").start(CRON);
    try {
      await().atMost(Duration.ofSeconds(20)).until(() -> exists(hugo, "hanging"));
      var second = switched(HUGO).run(CRON);
      assertThat(second.exitCode()).isEqualTo(BUSY);
      assertThat(outcome()).isEqualTo("Busy");
      assertThat(switched(jules.url()).run(CRON).exitCode()).as("another Moodle").isZero();
      assertThat(switched(MAIN).run("admin/cli/cfg.php", "--name=dbname").exitCode())
          .as("the main Moodle")
          .isZero();
    } finally {
      hanging.destroyForcibly().waitFor();
      Files.deleteIfExists(hugo.dataroot().resolve("hanging"));
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(switched(HUGO).run(CRON).exitCode()).as("after its end").isZero());
  }

  /** The lock of a process that ended may outlive it by a moment. */
  @Test
  void waitsALittleForTheLock() throws IOException, InterruptedException {
    var first = switched(HUGO).with("STANDIN_FAULT", "cron.half=hang").start(CRON);
    await().atMost(Duration.ofSeconds(20)).until(() -> exists(hugo, "hanging"));
    var second = switched(HUGO).start(CRON);
    await().pollDelay(Duration.ofMillis(700)).until(second::isAlive);

    Files.delete(hugo.dataroot().resolve("hanging"));

    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
  }

  /** Sessions that a server ends while a script works take the lock along. */
  @Test
  void saysThatTheLockWasLost() throws Exception {
    var hanging = switched(HUGO).with("STANDIN_FAULT", "cron.half=hang").start(CRON);
    await().atMost(Duration.ofSeconds(20)).until(() -> exists(hugo, "hanging"));
    endSessionsOf(site.database());
    Files.delete(hugo.dataroot().resolve("hanging"));

    hanging.waitFor();
    assertThat(outcome()).isEqualTo("LockLost");
  }

  /** On PostgreSQL its own database has other locks; on MariaDB it cannot know the name. */
  @Test
  void aTenantCannotTakeTheLock() throws SQLException {
    try (var tenant =
            site.server().connect(hugo.database(), MoodleSite.login(hugo), TenantRow.PASSWORD);
        var statement = tenant.createStatement()) {
      statement.execute(
          site.engine() == Engine.PostgreSQL
              ? "SELECT pg_advisory_lock(1986883439, id) FROM generate_series(0, 999) id"
              : "SELECT GET_LOCK('vmoodle_1', 0), GET_LOCK('%s', 0)".formatted(HUGO));
      assertThat(switched(HUGO).run(CRON).exitCode()).isZero();
    }
  }

  @Test
  void respectsMaintenanceWhereItIsAsked() throws IOException {
    assertThat(switched(HUGO).run("admin/cli/maintenance.php", "--enable").exitCode()).isZero();
    try {
      assertThat(switched(HUGO).run(CRON).exitCode()).as("Moodle's own code").isEqualTo(1);
      assertThat(switched(HUGO).with("VMOODLE_RESPECT", "maintenance").run(CRON).exitCode())
          .isEqualTo(BUSY);
      assertThat(outcome()).isEqualTo("Maintenance");
    } finally {
      Files.delete(hugo.dataroot().resolve("climaintenance.html"));
    }
    assertThat(switched(HUGO).with("VMOODLE_RESPECT", "maintenance").run(CRON).exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "fail, 1, Ended, Told to fail at cron.half.",
    "exit, 0, Ended, ''",
    "die, 137, Started, ''",
    "fatal, 255, Fatal, ''",
    "memory, 255, Fatal, ''",
    "secret, 1, Ended, 'Access denied, password was ***'"
  })
  void saysHowItEnded(String fault, int code, String outcome, String lastLine) {
    var result =
        switched(HUGO)
            .setting("memory_limit", "24M")
            .with("STANDIN_FAULT", "cron.half=" + fault)
            .run(CRON);

    assertThat(result.exitCode()).as(result.errors()).isEqualTo(code);
    assertThat(outcome()).isEqualTo(outcome);
    assertThat(result().get("output").textValue().strip()).endsWith(lastLine);
    assertThat(switched(HUGO).run(CRON).exitCode()).as("the lock is free again").isZero();
  }

  @Test
  void theReasonOfAFatalErrorIsItsFirstLine() {
    switched(HUGO).with("STANDIN_FAULT", "cron.half=fatal").run(CRON);

    assertThat(result().get("reason").textValue())
        .startsWith("Uncaught Error: Told to break at cron.half.")
        .hasLineCount(1);
  }

  @Test
  void onlyTheEndOfMuchOutputIsKept() {
    var cli = switched(HUGO).with("STANDIN_FAULT", "cron.half=talk");

    var result = cli.run(CRON);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("Line 1 ", "Line 5000 ");
    var kept = result().get("output").textValue();
    assertThat(kept).contains("Line 5000 ").doesNotContain("Line 1 ");
    assertThat(kept.length()).isGreaterThan(1500);
  }

  @Test
  void whatAnArgumentCallsAPasswordIsKeptOut() {
    switched(HUGO)
        .with("STANDIN_FAULT", "install_database.start=fail")
        .run("admin/cli/install_database.php", "--agree-license", "--adminpass=Adm1n-Secret-1");
    assertThat(result().toString()).doesNotContain("Adm1n");

    switched(HUGO).run("admin/cli/cfg.php", "--name=Tok-Secret-1", "--apitoken=Tok-Secret-1");
    assertThat(result().toString()).doesNotContain("Tok-");
  }

  @Test
  void aKilledInstallationIsNotRepeatedAndAKilledUpgradeIsSeen() throws SQLException {
    var half = site.row("https://half.example.edu", "half");
    site.createDatabase(half);
    site.registry(half);
    var install = switched(half.url()).with("STANDIN_FAULT", "install_database.half=die");
    var arguments = new String[] {"--agree-license", "--adminpass=Adm1n-Secret"};
    assertThat(install.run("admin/cli/install_database.php", arguments).exitCode())
        .isEqualTo(KILLED);
    assertThat(outcome()).isEqualTo("Started");
    assertThat(install(half.url()).exitCode()).isEqualTo(1);
    assertThat(result().get("output").textValue()).contains("tables are there");
  }

  private String config(String name) throws SQLException {
    try (var connection = site.server().superuser(hugo.database());
        var query = connection.prepareStatement("SELECT value FROM mdl_config WHERE name = ?")) {
      query.setString(1, name);
      try (var rows = query.executeQuery()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  private static boolean exists(TenantRow row, String file) {
    return Files.exists(row.dataroot().resolve(file));
  }

  private void endSessionsOf(String login) throws SQLException {
    DatabaseLab server = site.server();
    if (site.engine() == Engine.PostgreSQL) {
      server.execute(
          "",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'"
              .formatted(login));
    } else {
      server.execute("", "KILL CONNECTION USER '%s'".formatted(login));
    }
  }
}
