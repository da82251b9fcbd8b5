package io.vmoodle.lab.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.moodle.Cli;
import io.vmoodle.lab.moodle.MoodleSite;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.moodle.TenantRow;
import io.vmoodle.lab.web.WebRun;
import io.vmoodle.operator.api.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The command of the CronJob in examples/cron, as a process on the stand-in's code. */
class CronExampleIT {
  private final WebRun run = WebRun.begin();

  @AfterEach
  void end() {
    run.close();
  }

  @Test
  void runsForEachTenantThatItMayAndFailsForThoseThatFail() throws Exception {
    var site = MoodleSite.create(run.path(), Engine.MariaDB, "cron_example");
    var hugo = site.row("https://hugo.example.edu", "hugo");
    var jules = site.row("https://jules.example.edu", "jules");
    site.registry(hugo, jules);
    for (var row : List.of(hugo, jules)) {
      site.createDatabase(row);
      var install =
          Cli.in(site.code(Release.OLD))
              .with("VMOODLE_HOST", row.url())
              .run("admin/cli/install_database.php", "--agree-license", "--adminpass=Adm1n-x");
      assertThat(install.exitCode()).isZero();
    }

    assertThat(cron(site, hugo, jules)).isZero();
    assertThat(hasRun(site, hugo) && hasRun(site, jules)).isTrue();

    Files.writeString(hugo.dataroot().resolve("climaintenance.html"), "<p>Soon.</p>");
    assertThat(cron(site, hugo, jules)).as("one in maintenance").isZero();
    assertThat(hasRun(site, hugo)).isFalse();
    assertThat(hasRun(site, jules)).isTrue();

    Files.delete(hugo.dataroot().resolve("climaintenance.html"));
    site.registry(hugo.on(Release.NEW.name(), "hugo"), jules);
    assertThat(cron(site, hugo, jules)).as("one on another release").isZero();
    assertThat(hasRun(site, hugo)).isFalse();
    assertThat(hasRun(site, jules)).isTrue();

    site.registry(hugo, jules);
    Files.writeString(hugo.dataroot().resolve("standin-fault"), "cron.half=fail");
    assertThat(cron(site, hugo, jules)).as("one fails").isEqualTo(1);
    assertThat(hasRun(site, jules)).isTrue();
  }

  private int cron(MoodleSite site, TenantRow... tenants)
      throws IOException, InterruptedException, SQLException {
    for (var row : tenants) {
      site.server()
          .execute(row.database(), "DELETE FROM mdl_config_plugins WHERE name = 'lastcronstart'");
    }
    var command = new ArrayList<>(ofContainer("command"));
    ofContainer("args").stream()
        .map(it -> it.replace("/etc/vmoodle/platform/switch.php", site.switchFile().toString()))
        .forEach(command::add);
    var builder =
        new ProcessBuilder(command)
            .directory(site.code(Release.OLD).toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(run.path().resolve("cron.log").toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().put("VMOODLE_RESPECT", "maintenance");
    builder
        .environment()
        .put("SITES", Stream.of(tenants).map(TenantRow::url).collect(Collectors.joining(" ")));
    var process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static List<String> ofContainer(String field) {
    var cronJob = Example.of("cron/cronjob.yaml").objects().getFirst();
    return cronJob.get("spec", "jobTemplate", "spec", "template", "spec", "containers", 0, field);
  }

  private static boolean hasRun(MoodleSite site, TenantRow row) throws SQLException {
    try (var connection = site.server().superuser(row.database());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT 1 FROM mdl_config_plugins WHERE name = 'lastcronstart'")) {
      return rows.next();
    }
  }
}
