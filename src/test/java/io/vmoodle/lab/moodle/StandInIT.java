package io.vmoodle.lab.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.lab.web.Answer;
import io.vmoodle.lab.web.PhpFpm;
import io.vmoodle.lab.web.WebRun;
import io.vmoodle.lab.web.WebServer;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Dialect;
import io.vmoodle.operator.moodle.InstalledMoodle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The stand-in does what was measured on a real Moodle with two code bases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandInIT {
  private static final Engine ENGINE = Engine.MariaDB;
  private static final String UPGRADE = "admin/cli/upgrade.php";
  private static final Release FORUM_ONLY =
      new Release(
          "4.4-forum",
          Release.OLD.version(),
          Map.of("mod/forum", "2024052200", "local/vmoodle", "2024010100"));
  private static final Release CORE_ONLY =
      new Release("4.4-core", "2024042201.00", Release.OLD.plugins());

  private final WebRun run = WebRun.begin();
  private final MoodleSite site;
  private int tenants;
  private TenantRow tenant;

  StandInIT() throws SQLException {
    site = MoodleSite.create(run.path(), ENGINE, "standin");
    tenant = site.row("https://none.example.edu", "none");
  }

  @AfterAll
  void end() {
    run.close();
  }

  @BeforeEach
  void installOldRelease() throws SQLException {
    tenants++;
    tenant = site.row("https://t%d.example.edu".formatted(tenants), "t" + tenants);
    site.createDatabase(tenant);
    site.registry(tenant);
    var install =
        cli(Release.OLD)
            .run("admin/cli/install_database.php", "--agree-license", "--adminpass=Adm1n-Secret");
    assertThat(install.exitCode()).as(install.errors()).isZero();
  }

  private Cli cli(Release release) {
    return Cli.in(site.code(release))
        .with("VMOODLE_HOST", tenant.url())
        .with("VMOODLE_ALLOW", "release");
  }

  private int exitCode(Release release, String... options) {
    return cli(release).run(UPGRADE, options).exitCode();
  }

  private InstalledMoodle installed() throws SQLException {
    DatabaseLab server = site.server();
    try (var connection = server.superuser(tenant.database())) {
      return InstalledMoodle.read(connection, Dialect.of(ENGINE), "mdl_").orElseThrow();
    }
  }

  @Test
  void sameCodeHasNothingToDo() throws SQLException {
    assertThat(exitCode(Release.OLD, "--is-pending")).isZero();
    assertThat(exitCode(Release.OLD, "--is-maintenance-required")).isZero();
    assertThat(exitCode(Release.OLD, "--non-interactive")).isZero();
    assertThat(installed().release()).isEqualTo(Release.OLD.title());
    assertThat(installed().allversionshash()).matches("[0-9a-f]{40}");
  }

  @Test
  void newerCodeIsPending() {
    assertThat(exitCode(Release.NEW, "--is-pending")).isEqualTo(2);
    assertThat(exitCode(Release.NEW, "--is-maintenance-required")).isEqualTo(2);
    assertThat(exitCode(FORUM_ONLY, "--is-pending")).isEqualTo(2);
    assertThat(exitCode(CORE_ONLY, "--is-pending")).isEqualTo(2);
    assertThat(exitCode(CORE_ONLY, "--is-maintenance-required")).isEqualTo(3);
    assertThat(cli(Release.NEW).run("admin/cli/cron.php").exitCode()).isEqualTo(1);
  }

  @Test
  void anUpgradeIsSeenInTheDatabase() throws SQLException {
    var before = installed();
    assertThat(exitCode(Release.NEW, "--non-interactive")).isZero();

    assertThat(installed().release()).isEqualTo(Release.NEW.title());
    assertThat(installed().allversionshash()).isNotEqualTo(before.allversionshash());
    assertThat(installed().upgradeRunning()).isFalse();
    assertThat(exitCode(Release.OLD, "--is-pending")).isEqualTo(1);
    assertThat(cli(Release.NEW).run("admin/cli/cron.php").exitCode()).isZero();
  }

  @Test
  void aDowngradeOfAPluginIsNoticedTooLate() throws SQLException {
    assertThat(exitCode(FORUM_ONLY, "--non-interactive")).isZero();
    var hash = installed().allversionshash();

    assertThat(exitCode(Release.OLD, "--is-pending")).isEqualTo(2);
    assertThat(exitCode(Release.OLD, "--non-interactive")).isEqualTo(1);
    assertThat(installed().release()).isEqualTo(Release.OLD.title());
    assertThat(installed().allversionshash()).isEqualTo(hash);
  }

  @Test
  void aKilledUpgradeStaysHalfDone() throws SQLException {
    var old = installed().allversionshash();
    var killed =
        cli(Release.NEW)
            .with("STANDIN_FAULT", "upgrade.half=die")
            .run(UPGRADE, "--non-interactive");
    assertThat(killed.exitCode()).isEqualTo(137);
    assertThat(installed().upgradeRunning()).isTrue();
    assertThat(installed().allversionshash()).isEqualTo(old);

    assertThat(exitCode(Release.NEW, "--is-pending")).isEqualTo(1);
    assertThat(exitCode(Release.NEW, "--non-interactive")).isEqualTo(1);
    assertThat(cli(Release.NEW).run("admin/cli/purge_caches.php").exitCode()).isEqualTo(1);
  }

  @Test
  void killedLateTheHashIsRightAlready() throws SQLException {
    cli(Release.NEW).with("STANDIN_FAULT", "upgrade.late=die").run(UPGRADE, "--non-interactive");

    var late = installed();
    assertThat(late.upgradeRunning()).isTrue();
    site.server()
        .execute(tenant.database(), "DELETE FROM mdl_config WHERE name = 'upgraderunning'");
    assertThat(exitCode(Release.NEW, "--is-pending")).isZero();
  }

  @Test
  void installsOnlyIntoAnEmptyDatabase() {
    var again = cli(Release.OLD).run("admin/cli/install_database.php", "--agree-license");

    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.errors()).contains("tables are there");
  }

  @Test
  void theHashNeedsNoDatabase() throws SQLException {
    var code =
        "define('CLI_SCRIPT', true); define('ABORT_AFTER_CONFIG', true); require('config.php');"
            + " echo core_component::get_all_versions_hash();";
    var hash = cli(Release.OLD).run("-r", code).output();
    var other = cli(Release.NEW).run("-r", code).output();

    assertThat(hash).isEqualTo(installed().allversionshash());
    assertThat(other).matches("[0-9a-f]{40}").isNotEqualTo(hash);
  }

  @Test
  void maintenanceIsAFileThatBothReleasesRespect() {
    assertThat(cli(Release.OLD).run("admin/cli/maintenance.php", "--enable").exitCode()).isZero();
    assertThat(tenant.dataroot().resolve("climaintenance.html")).exists();
    assertThat(cli(Release.OLD).run("admin/cli/cron.php").exitCode()).isEqualTo(1);

    assertThat(cli(Release.OLD).run("admin/cli/maintenance.php", "--disable").exitCode()).isZero();
    assertThat(cli(Release.OLD).run("admin/cli/cron.php").exitCode()).isZero();
  }

  @Test
  void anybodyMayUpgradeByTheWebUnlessThereIsAKey() throws Exception {
    var port = WebServer.NGINX.start(run, site.code(Release.NEW), PhpFpm.start(run));
    var host = tenant.url().replace("https://", "");
    var start = "/admin/?confirmupgrade=1";
    site.registry(tenant.on(Release.NEW.name(), "t"));
    var old = installed().allversionshash();

    assertThat(Answer.of(port, host, "/").body())
        .as("new code serves an old database")
        .contains("Code %s, database %s".formatted(Release.NEW.title(), Release.OLD.title()));
    assertThat(Answer.of(port, host, start).body()).contains("key is needed");
    assertThat(installed().allversionshash()).isEqualTo(old);

    Files.writeString(tenant.dataroot().resolve("climaintenance.html"), "<p>Soon.</p>");
    assertThat(Answer.of(port, host, start).status()).isEqualTo(503);
    Files.delete(tenant.dataroot().resolve("climaintenance.html"));

    site.override("$CFG->upgradekey = 'known';");
    var known = "&upgradekeyhash=" + sha1("known");
    assertThat(Answer.of(port, host, start + known).body()).contains(Release.NEW.title());
    site.override("");
    assertThat(installed().allversionshash()).isNotEqualTo(old);
  }

  private static String sha1(String text) throws NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
