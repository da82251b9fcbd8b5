package io.vmoodle.operator.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** The command line: the boot alone, and the switch file before it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CommandLineAtWork {
  static final String HUGO = "https://hugo.example.edu";
  static final String CRON = "admin/cli/cron.php";
  static final int NOT_SWITCHED = 86;
  static final int BUSY = 75;
  static final int KILLED = 137;
  static final int LIMIT = 4096;

  final WebRun run = WebRun.begin();
  final MoodleSite site;
  final TenantRow hugo;
  final TenantRow jules;
  final Path resultFile = run.path().resolve("result");

  /** With a main Moodle whose database, and the logins of its tenants, end in a name of its own. */
  CommandLineAtWork(String name, Engine engine) throws SQLException {
    site =
        MoodleSite.create(run.path(), engine, engine.name().toLowerCase(Locale.ROOT) + "_" + name);
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

  final Cli plain() {
    return Cli.in(site.code(Release.OLD));
  }

  final Cli switched(String url) {
    return plain()
        .setting("auto_prepend_file", site.switchFile())
        .with("VMOODLE_HOST", url)
        .with("VMOODLE_RESULT", resultFile.toString());
  }

  final Cli.Result install(String url) {
    return switched(url)
        .run("admin/cli/install_database.php", "--agree-license", "--adminpass=Adm1n-Secret");
  }

  final JsonNode result() {
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

  final String outcome() {
    return result().get("outcome").textValue();
  }
}
