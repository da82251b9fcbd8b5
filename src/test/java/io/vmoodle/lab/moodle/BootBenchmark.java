package io.vmoodle.lab.moodle;

import io.vmoodle.lab.web.Answer;
import io.vmoodle.lab.web.PhpFpm;
import io.vmoodle.lab.web.WebRun;
import io.vmoodle.lab.web.WebServer;
import io.vmoodle.operator.api.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

/**
 * What the boot costs a request, against what a plugin's boot costs at least, in one run of one
 * php-fpm so that the machine's mood is the same for both.
 */
public final class BootBenchmark {
  private static final Path SCRIPTS = Path.of("src/test/resources/lab/benchmark");
  private static final Path BOOT =
      Path.of("src/main/resources/io/vmoodle/operator/moodle/boot.php");

  private BootBenchmark() {}

  /** Prints a line an engine. */
  public static void main(String[] arguments) throws SQLException, IOException {
    System.out.println("Median time inside the include of config.php:");
    for (var engine : Engine.values()) {
      print(engine);
    }
  }

  private static void print(Engine engine) throws SQLException, IOException {
    try (var run = WebRun.begin()) {
      var database = "cost_" + engine.name().toLowerCase(Locale.ROOT);
      var site = MoodleSite.create(run.path(), engine, database);
      site.registry(site.row("https://hugo.example.edu", "hugo"));
      var code = site.code(Release.OLD);
      Files.copy(BOOT, code.resolve("boot.php"));
      for (var script : new String[] {"boot-cost.php", "plugin-way.php"}) {
        Files.copy(SCRIPTS.resolve(script), code.resolve(script));
      }
      var port = WebServer.NGINX.start(run, code, compiling(run));
      // Logging in to PostgreSQL takes some milliseconds, whoever does it.
      int rounds = engine == Engine.PostgreSQL ? 250 : 1500;
      var target = "/boot-cost.php?rounds=" + rounds;
      var answer = Answer.of(port, "hugo.example.edu", target).body();
      var times = answer.strip().split(" ", -1);
      double boot = Double.parseDouble(times[0]);
      double plugin = Double.parseDouble(times[1]);
      System.out.printf(
          Locale.ROOT,
          "  %-10s  boot %5.3f ms, plugin's way %5.3f ms, ratio %.2f%n",
          engine,
          boot / 1000,
          plugin / 1000,
          boot / plugin);
    }
  }

  /** As in production; files as new as these are otherwise compiled for each request. */
  private static Path compiling(WebRun run) {
    return PhpFpm.start(run, "opcache.enable=1", "opcache.file_update_protection=0");
  }
}
