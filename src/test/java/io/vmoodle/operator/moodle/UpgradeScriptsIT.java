package io.vmoodle.operator.moodle;

import static io.vmoodle.operator.moodle.DataFolders.copies;
import static io.vmoodle.operator.moodle.DataFolders.file;
import static io.vmoodle.operator.moodle.DataFolders.files;
import static io.vmoodle.operator.moodle.DataFolders.folder;
import static io.vmoodle.operator.moodle.DataFolders.inode;
import static io.vmoodle.operator.moodle.DataFolders.kept;
import static io.vmoodle.operator.moodle.DataFolders.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.moodle.Cli;
import io.vmoodle.lab.moodle.JobScripts;
import io.vmoodle.lab.moodle.MoodleSite;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.moodle.TenantRow;
import io.vmoodle.lab.web.WebRun;
import io.vmoodle.operator.api.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jobs run to upgrade a Moodle or to take that back, as processes on the stand-in's code. */
@Order(8)
@ParameterizedClass
@EnumSource(Engine.class)
class UpgradeScriptsIT {
  private static final String URL = "https://hugo.example.edu";
  private static final int BUSY = 75;
  private static final int NOT_SWITCHED = 86;
  private static final AtomicInteger SITES = new AtomicInteger();

  private final Engine engine;
  private final WebRun run = WebRun.begin();
  private final MoodleSite site;
  private final TenantRow hugo;
  private final TenantRow jules;
  private final TenantRow copy;
  private final JobScripts scripts;
  private final SiteReads reads;

  UpgradeScriptsIT(Engine engine) throws SQLException {
    this.engine = engine;
    site =
        MoodleSite.create(
            run.path(),
            engine,
            "up%d_%s"
                .formatted(
                    SITES.incrementAndGet(),
                    engine.name().substring(0, 2).toLowerCase(Locale.ROOT)));
    reads = new SiteReads(engine, site);
    hugo = site.row(URL, "hugo");
    jules = site.row("https://jules.example.edu", "jules");
    copy =
        new TenantRow(URL, hugo.type(), hugo.database() + "_2", hugo.dataroot(), 1, hugo.metadata())
            .on(Release.OLD.name(), "hugo");
    scripts =
        JobScripts.in(run.path().resolve("job"), site.code(Release.OLD))
            .with("VMOODLE_HOST", URL)
            .with("VMOODLE_TENANT_ID", "hugo")
            .with("VMOODLE_OPERATION", "7");
  }

  @BeforeEach
  void setUp() throws SQLException, IOException {
    site.registry(hugo, jules);
    install(hugo);
  }

  private void install(TenantRow row) throws SQLException, IOException {
    site.createDatabase(row);
    assertThat(
            Cli.in(site.code(Release.OLD))
                .with("VMOODLE_HOST", row.url())
                .run("admin/cli/install_database.php", "--agree-license", "--adminpass=Adm1n-x")
                .exitCode())
        .isZero();
    assertThat(reads.cron(row, Release.OLD)).isZero();
    site.server()
        .execute(row.database(), "INSERT INTO mdl_sessions VALUES (1, 'somebody who is in')");
    file(row, "filedir/ab/cd/abcd0001", "a picture");
    file(row, "filedir/ef/01/ef010002", "homework");
  }

  @AfterEach
  void end() {
    run.close();
  }

  @Test
  void anUpgradeGoesFromStepToStepAndTheNeighbourNoticesNothing() throws Exception {
    install(jules);
    var neighbour = Map.of("files", folder(jules), "config", reads.config(jules));

    assertThat(quiesce().exitCode()).isZero();
    assertThat(page(hugo)).contains("maintenance");
    assertThat(reads.cron(hugo, Release.OLD)).as("cron of Moodle in maintenance").isEqualTo(1);
    assertThat(inode(hugo, "filedir/ab/cd/abcd0001"))
        .isEqualTo(inode(hugo, kept("filedir/ab/cd/abcd0001")));
    new SiteCopies(engine, site, scripts).copy(hugo, copy);
    var upgrade = upgrade();
    assertThat(upgrade.exitCode()).isZero();
    assertThat(upgrade.result()).contains("\"outcome\":\"Ended\"", "admin/cli/upgrade.php");
    assertThat(reads.moodle(hugo).allversionshash()).isEqualTo(reads.hash(URL, Release.NEW));
    assertThat(reads.moodle(hugo).upgradeRunning()).isFalse();
    site.registry(hugo.on(Release.NEW.name(), "hugo"), jules);
    assertThat(open().exitCode()).isZero();

    assertThat(hugo.dataroot().resolve("climaintenance.html")).doesNotExist();
    assertThat(copies(hugo)).isEmpty();
    assertThat(reads.cron(hugo, Release.NEW)).isZero();
    assertThat(reads.cron(hugo, Release.OLD)).isEqualTo(NOT_SWITCHED);
    assertThat(reads.sessions(hugo)).as("users stay logged in").isEqualTo("1");
    assertThat(Map.of("files", folder(jules), "config", reads.config(jules))).isEqualTo(neighbour);
    assertThat(reads.cron(jules, Release.OLD)).isZero();
    assertThat(open().exitCode()).as("once more").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"upgrade.half=fail", "upgrade.half=die", "upgrade.late=die"})
  void anUpgradeThatFailsIsTakenBack(String fault) throws Exception {
    assertThat(quiesce().exitCode()).isZero();
    new SiteCopies(engine, site, scripts).copy(hugo, copy);
    assertThat(upgrade(fault).exitCode()).isIn(1, 137);
    assertThat(reads.moodle(hugo).upgradeRunning()).isEqualTo(fault.endsWith("die"));
    Files.delete(hugo.dataroot().resolve("filedir/ef/01/ef010002"));
    file(hugo, "filedir/99/99/99990003", "made by the upgrade");
    file(hugo, "cache/core_config.json", "{\"allversionshash\": \"of another database\"}");
    file(hugo, "muc/config.php", "<?php // definitions of the new code");

    site.registry(copy, jules);
    for (int time = 0; time < 2; time++) {
      assertThat(restore().exitCode()).isZero();
      assertServesTheOldReleaseFromTheCopy();
    }

    assertThat(Files.readString(hugo.dataroot().resolve("filedir/ef/01/ef010002")))
        .isEqualTo("homework");
    assertThat(hugo.dataroot().resolve("filedir/99/99/99990003")).exists();
    assertThat(hugo.dataroot().resolve("cache/core_config.json")).doesNotExist();
    assertThat(copies(hugo)).isEmpty();
    assertThat(reads.sessions(copy)).isEqualTo("0");
    assertUpgradesFromTheCopy();
  }

  /** The plugin's boot leaves the file of the stores where Moodle has it. */
  @Test
  void theStoresOfCachesComeBackAsTheyWereWhenItBegan() throws Exception {
    file(hugo, "muc/config.php", "old");
    file(hugo, "muc-4.4.php", "old, of the release");
    assertThat(quiesce().exitCode()).isZero();
    file(hugo, "muc/config.php", "new");
    file(hugo, "muc-4.4.php", "new, of the release");
    assertThat(quiesce().exitCode()).as("once more, when it is too late").isZero();

    new SiteCopies(engine, site, scripts).copy(hugo, copy);
    site.registry(copy, jules);
    assertThat(restore().exitCode()).isZero();

    assertThat(Files.readString(hugo.dataroot().resolve("muc/config.php"))).isEqualTo("old");
    assertThat(Files.readString(hugo.dataroot().resolve("muc-4.4.php")))
        .isEqualTo("old, of the release");
  }

  @ParameterizedTest
  @ValueSource(strings = {"upgrade.half=die", "upgrade.late=die"})
  void overAnUpgradeThatWasCutShortNothingIsUpgraded(String fault) throws Exception {
    assertThat(quiesce().exitCode()).isZero();
    assertThat(upgrade(fault).exitCode()).isEqualTo(137);
    var half = reads.moodle(hugo);

    for (var until : List.of("9999999999", "1")) {
      site.server()
          .execute(
              hugo.database(),
              "UPDATE mdl_config SET value = '%s' WHERE name = 'upgraderunning'".formatted(until));
      var again = upgrade();
      assertThat(again.exitCode()).isEqualTo(1);
      assertThat(again.result()).contains("cut short", "database.php");
      assertThat(reads.moodle(hugo)).isEqualTo(half);
    }
  }

  @Test
  void anUpgradeThatIsDoneIsNotDoneAgain() throws SQLException {
    assertThat(quiesce().exitCode()).isZero();
    assertThat(upgrade().exitCode()).isZero();
    var done = reads.moodle(hugo);

    assertThat(upgrade().exitCode()).isZero();

    assertThat(reads.moodle(hugo)).isEqualTo(done);
  }

  @Test
  void codeThatIsNotStableIsOnlyForThoseWhoSaySo() throws IOException {
    Files.createFile(site.code(Release.NEW).resolve("unstable"));

    var refused = upgrade();
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.result()).contains("not stable");
    assertThat(withNewCode().with("MOODLE_ALLOW_UNSTABLE", "1").run("upgrade.sh").exitCode())
        .isZero();
  }

  /** Moodle as it is opened again by whoever restores before anything had been done. */
  @Test
  void whatHadNotBegunCanBeTakenBack() throws Exception {
    assertThat(restore().exitCode()).isZero();

    assertThat(reads.cron(hugo, Release.OLD)).isZero();
    assertThat(hugo.dataroot().resolve("filedir/ef/01/ef010002")).exists();
  }

  @Test
  void whileAnotherProcessWorksOnTheMoodleNothingIsDone() throws Exception {
    var hanging = hugo.dataroot().resolve("hanging");
    var busy =
        reads
            .switched(hugo, Release.OLD)
            .with("STANDIN_FAULT", "cron.half=hang")
            .start("admin/cli/cron.php");
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(hanging));
      var before = folder(hugo);
      for (var script : List.of("quiesce.sh", "restore.sh", "open.sh")) {
        var refused = scripts.run(script);
        assertThat(refused.exitCode()).as(script).isEqualTo(BUSY);
        assertThat(refused.result()).contains("\"outcome\":\"Busy\"");
      }
      assertThat(upgrade().exitCode()).isEqualTo(BUSY);
      assertThat(scripts.run("maintenance.sh", "on").exitCode()).isEqualTo(BUSY);
      assertThat(folder(hugo)).isEqualTo(before);
    } finally {
      Files.deleteIfExists(hanging);
      busy.waitFor(30, TimeUnit.SECONDS);
    }
    assertThat(quiesce().exitCode()).isZero();
  }

  @Test
  void whatIsAnotherTenantsIsNotTouched() throws Exception {
    var before = folder(hugo);
    var other = scripts.with("VMOODLE_TENANT_ID", "another001");

    for (var script : List.of("quiesce.sh", "upgrade.sh", "open.sh", "restore.sh")) {
      assertThat(other.run(script).exitCode()).as(script).isEqualTo(NOT_SWITCHED);
    }
    assertThat(scripts.of(site.code(Release.NEW)).run("quiesce.sh").exitCode())
        .as("code of another release")
        .isEqualTo(NOT_SWITCHED);
    assertThat(folder(hugo)).isEqualTo(before);
  }

  /** At whatever moment: the next run completes, and never opens half a Moodle. */
  @Test
  void scriptsThatAreKilledAreRunAgainToTheSameEnd() throws Exception {
    for (int i = 0; i < 300; i++) {
      file(hugo, "filedir/%02d/%02d/%d".formatted(i % 10, i % 7, i), "file " + i);
    }
    var before = files(hugo.dataroot().resolve("filedir"));
    killed("quiesce.sh");
    assertThat(quiesce().exitCode()).isZero();
    assertThat(files(hugo.dataroot().resolve(kept("filedir")))).isEqualTo(before);
    new SiteCopies(engine, site, scripts).copy(hugo, copy);
    for (int i = 0; i < 300; i += 3) {
      Files.delete(hugo.dataroot().resolve("filedir/%02d/%02d/%d".formatted(i % 10, i % 7, i)));
    }
    site.registry(copy, jules);
    killed("restore.sh");
    assertThat(restore().exitCode()).isZero();

    assertThat(files(hugo.dataroot().resolve("filedir"))).isEqualTo(before);
    assertServesTheOldReleaseFromTheCopy();
  }

  @Test
  void linksToOtherPlacesAreNotFollowed() throws Exception {
    var outside = Files.createDirectory(run.path().resolve("outside"));
    Files.writeString(outside.resolve("secret"), "of another tenant");
    Files.createSymbolicLink(hugo.dataroot().resolve("filedir/zz"), outside);
    Files.createSymbolicLink(
        Files.createDirectories(hugo.dataroot().resolve("cache")).resolve("out"), outside);

    assertThat(quiesce().exitCode()).isZero();
    assertThat(hugo.dataroot().resolve(kept("filedir/zz"))).doesNotExist();
    assertThat(restore().exitCode()).isZero();

    assertThat(outside.resolve("secret")).exists();
    assertThat(hugo.dataroot().resolve("cache/out")).doesNotExist();
  }

  @Test
  void maintenanceThatIsWishedOutlastsAnUpgrade() throws Exception {
    assertThat(scripts.run("maintenance.sh", "on").exitCode()).isZero();
    assertThat(scripts.run("maintenance.sh", "on").exitCode()).isZero();
    assertThat(quiesce().exitCode()).isZero();
    assertThat(restore().exitCode()).isZero();
    assertThat(page(hugo)).contains("wished").doesNotContain("vmoodle-operator: upgrade");
    assertThat(reads.cron(hugo, Release.OLD)).isEqualTo(1);

    assertThat(quiesce().exitCode()).isZero();
    assertThat(scripts.run("maintenance.sh", "off").exitCode()).isZero();
    assertThat(page(hugo)).contains("vmoodle-operator: upgrade").doesNotContain("wished");
    assertThat(restore().exitCode()).isZero();
    assertThat(reads.cron(hugo, Release.OLD)).isZero();
  }

  @Test
  void maintenanceThatAPersonPutOnStaysOn() throws Exception {
    file(hugo, "climaintenance.html", "by hand");

    assertThat(quiesce().exitCode()).isZero();
    assertThat(restore().exitCode()).isZero();
    assertThat(scripts.run("maintenance.sh", "off").exitCode()).isZero();

    assertThat(page(hugo)).isEqualTo("by hand");
  }

  @Test
  void thePageOfMaintenanceMayBeTheTenantsOwn() throws Exception {
    file(hugo, "climaintenance.template.html", "<p>Back at noon</p>");

    assertThat(scripts.run("maintenance.sh", "on").exitCode()).isZero();

    assertThat(page(hugo)).contains("Back at noon");
  }

  private void assertServesTheOldReleaseFromTheCopy() throws Exception {
    assertThat(reads.moodle(copy).allversionshash()).isEqualTo(reads.hash(URL, Release.OLD));
    assertThat(reads.moodle(copy).upgradeRunning()).isFalse();
    assertThat(hugo.dataroot().resolve("climaintenance.html")).doesNotExist();
    assertThat(reads.cron(hugo, Release.OLD)).isZero();
  }

  private void assertUpgradesFromTheCopy() throws Exception {
    var second = scripts.with("VMOODLE_OPERATION", "9");
    assertThat(second.run("quiesce.sh").exitCode()).isZero();
    assertThat(
            second
                .of(site.code(Release.NEW))
                .with("VMOODLE_ALLOW", "release")
                .run("upgrade.sh")
                .exitCode())
        .isZero();
    assertThat(reads.moodle(copy).allversionshash()).isEqualTo(reads.hash(URL, Release.NEW));
  }

  private JobScripts.Ended quiesce() {
    return scripts.run("quiesce.sh");
  }

  private JobScripts withNewCode() {
    return scripts.of(site.code(Release.NEW)).with("VMOODLE_ALLOW", "release");
  }

  private JobScripts.Ended upgrade() {
    return withNewCode().run("upgrade.sh");
  }

  private JobScripts.Ended upgrade(String fault) {
    return withNewCode().with("STANDIN_FAULT", fault).run("upgrade.sh");
  }

  private JobScripts.Ended open() {
    return scripts.of(site.code(Release.NEW)).run("open.sh");
  }

  private JobScripts.Ended restore() {
    return scripts.run("restore.sh");
  }

  private void killed(String script) throws InterruptedException {
    for (int time = 1; time <= 5; time++) {
      var process = scripts.start(script);
      process.waitFor(60L * time, TimeUnit.MILLISECONDS);
      JobScripts.kill(process);
      await().atMost(Duration.ofSeconds(30)).until(() -> reads.cron(hugo, Release.OLD) != BUSY);
    }
  }
}
