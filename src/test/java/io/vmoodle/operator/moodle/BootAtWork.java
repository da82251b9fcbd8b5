package io.vmoodle.operator.moodle;

import static io.vmoodle.lab.moodle.MoodleSite.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmoodle.lab.moodle.MoodleSite;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.moodle.TenantRow;
import io.vmoodle.lab.web.Answer;
import io.vmoodle.lab.web.PhpFpm;
import io.vmoodle.lab.web.WebRun;
import io.vmoodle.lab.web.WebServer;
import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** The boot behind nginx and php-fpm, with the registry on an engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BootAtWork {
  /** Shows what Moodle would go on with. */
  static final String PAGE = "/course/";

  static final String HUGO = "https://hugo.example.edu";

  final WebRun run = WebRun.begin();
  final MoodleSite site;
  final int port;
  final TenantRow hugo;
  final TenantRow zola;

  /** With a main Moodle whose database, and the logins of its tenants, end in a name of its own. */
  BootAtWork(String name, Engine engine) throws SQLException {
    var database = engine.name().toLowerCase(Locale.ROOT) + "_" + name;
    site = MoodleSite.create(run.path(), engine, database);
    port = WebServer.NGINX.start(run, site.code(Release.OLD), PhpFpm.start(run));
    hugo = site.row(HUGO, "hugo");
    zola = site.row(MAIN + "/zola", "zola");
  }

  @BeforeEach
  void setUp() throws SQLException {
    site.registry(hugo, zola);
    site.override("");
    site.mainRelease(Release.OLD.name());
  }

  @AfterAll
  void end() {
    run.close();
  }

  final Answer ask(String host, String target, String... headers) {
    return Answer.of(port, host, target, headers);
  }

  /** What a page sees, which must answer. */
  final JsonNode shown(String host, String target, String... headers) {
    return ask(host, target, headers).json();
  }

  final void refuses(String host, String target, int status) {
    var answer = ask(host, target);
    assertThat(answer.status()).as(host + target + ": " + answer.body()).isEqualTo(status);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.body()).doesNotContain(host).doesNotContain("Secret").hasLineCount(1);
    assertThat(answer.header("Retry-After")).isEqualTo(status == 503 ? "30" : "");
  }
}
