package io.vmoodle.operator.moodle;

import static io.vmoodle.lab.moodle.MoodleSite.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.lab.moodle.Cli;
import io.vmoodle.lab.moodle.MoodleSite;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.moodle.TenantRow;
import io.vmoodle.lab.web.WebRun;
import io.vmoodle.operator.api.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line: the boot alone, and the switch file before it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SwitchContract {
  private static final String HUGO = "https://hugo.example.edu";
  private static final String CRON = "admin/cli/cron.php";
  private static final int NOT_SWITCHED = 86;
  private static final int BUSY = 75;
  private static final int KILLED = 137;
  private static final int LIMIT = 4096;

  private final WebRun run = WebRun.begin();
  private final MoodleSite site;
  private final TenantRow hugo;
  private final TenantRow jules;
  private final Path resultFile = run.path().resolve("result");

  SwitchContract(Engine engine) throws SQLException {
    site =
        MoodleSite.create(run.path(), engine, "switch_" + engine.name().toLowerCase(Locale.ROOT));
    hugo = site.row(HUGO, "hugo");
    jules = site.row("https://jules.example.edu", "jules");
    site.createDatabase(hugo);
    site.createDatabase(jules);
    site.registry(hugo, jules);
    for (var row : new TenantRow[] {hugo, jules}) {
      assertThat(install(row.url()).exitCode()).isZero();
    }
  }

  @BeforeEach
  void setUp() throws SQLException, IOException {
    site.registry(hugo, jules);
    site.override("");
    site.mainRelease(Release.OLD.name());
    Files.deleteIfExists(resultFile);
  }

  @AfterAll
  void end() {
    run.close();
  }

  private Cli plain() {
    return Cli.in(site.code(Release.OLD));
  }

  private Cli switched(String url) {
    return plain()
        .setting("auto_prepend_file", site.switchFile())
        .with("VMOODLE_HOST", url)
        .with("VMOODLE_RESULT", resultFile.toString());
  }

  private Cli.Result install(String url) {
    return switched(url)
        .run("admin/cli/install_database.php", "--agree-license", "--adminpass=Adm1n-Secret");
  }

  private JsonNode result() {
    try {
      var text = Files.readString(resultFile);
      assertThat(text.length()).isLessThanOrEqualTo(LIMIT);
      assertThat(text).doesNotContain("Secret-1").endsWith("}\n");
      return JsonMapper.builder().build().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String outcome() {
    return result().get("outcome").textValue();
  }

  // --- The boot alone ------------------------------------------------------------------------

  @Test
  void theBootIsToldTheMoodleByTheEnvironment() {
    var cfg = "admin/cli/cfg.php";
    assertThat(plain().with("VMOODLE_HOST", HUGO).run(cfg, "--name=wwwroot").output())
        .isEqualTo(HUGO + "\n");
    assertThat(plain().with("VMOODLE_HOST", MAIN).run(cfg, "--name=wwwroot").output())
        .isEqualTo(MAIN + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'https://hugo.example.edu', https://hugo.example.edu",
    "true, https://moodle.example.edu"
  })
  void orByTheConstantOfThePlugin(String constant, String wwwroot) throws IOException {
    var value = constant.equals("true") ? constant : "'" + constant + "'";
    var prepend =
        Files.writeString(
            run.path().resolve("constant.php"),
            "<?php define('CLI_VMOODLE_OVERRIDE', %s);".formatted(value));

    var result =
        plain()
            .setting("auto_prepend_file", prepend)
            .with("VMOODLE_HOST", jules.url())
            .run("admin/cli/cfg.php", "--name=wwwroot");
    assertThat(result.output()).isEqualTo(wwwroot + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://nobody.example.edu",
        "https://hugo.example.edu/",
        "https://HUGO.example.edu",
        "http://hugo.example.edu",
        "hugo.example.edu",
        "x' OR '1'='1"
      })
  void whatIsNotTheUrlOfAMoodleIsRefused(String url) {
    var alone = plain().with("VMOODLE_HOST", url).run(CRON);
    assertThat(alone.exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(alone.output()).isEmpty();
    assertThat(alone.errors()).startsWith("vmoodle: ").hasLineCount(1);

    assertThat(switched(url).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(outcome()).isEqualTo("NotSwitched");
  }

  @Test
  void withoutAnyTellingNothingRuns() {
    assertThat(plain().run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(plain().setting("auto_prepend_file", site.switchFile()).run(CRON).exitCode())
        .isEqualTo(NOT_SWITCHED);
  }

  @Test
  void aDisabledTenantIsRefusedUnlessThatIsAllowed() throws SQLException {
    site.registry(hugo.disabled());

    assertThat(switched(HUGO).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(outcome()).isEqualTo("NotSwitched");
    assertThat(switched(HUGO).with("VMOODLE_ALLOW", "release").run(CRON).exitCode())
        .isEqualTo(NOT_SWITCHED);
    assertThat(switched(HUGO).with("VMOODLE_ALLOW", "release,disabled").run(CRON).exitCode())
        .isZero();
  }

  @Test
  void codeOfAnotherReleaseIsRefusedUnlessThatIsAllowed() throws SQLException {
    site.registry(hugo.on("4.5", "hugo"));

    assertThat(switched(HUGO).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(switched(HUGO).with("VMOODLE_ALLOW", "release").run(CRON).exitCode()).isZero();
  }

  @Test
  void theMainMoodlesReleaseCountsToo() {
    site.mainRelease("4.5");

    assertThat(plain().with("VMOODLE_HOST", MAIN).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(
            plain()
                .with("VMOODLE_HOST", MAIN)
                .with("VMOODLE_ALLOW", "release")
                .run("admin/cli/cfg.php", "--name=wwwroot")
                .exitCode())
        .isZero();
  }

  @Test
  void withoutTheRegistryNothingRuns() {
    site.override("$CFG->dboptions['dbport'] = 1;");

    assertThat(plain().with("VMOODLE_HOST", HUGO).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    var result = switched(HUGO).run(CRON);
    assertThat(result.exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(result.errors()).isEqualTo("vmoodle: the registry does not answer\n");
  }

  @Test
  void duplicateRowsAreNobody() throws SQLException {
    site.registry(hugo, hugo);

    assertThat(plain().with("VMOODLE_HOST", HUGO).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
    assertThat(switched(HUGO).run(CRON).exitCode()).isEqualTo(NOT_SWITCHED);
  }

  // --- The switch file -----------------------------------------------------------------------

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

  // --- When things go wrong ------------------------------------------------------------------

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
