package io.vmoodle.operator.moodle;

import static io.vmoodle.lab.moodle.MoodleSite.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmoodle.lab.moodle.MoodleSite;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.web.Answer;
import io.vmoodle.lab.web.PhpFpm;
import io.vmoodle.lab.web.WebRun;
import io.vmoodle.lab.web.WebServer;
import io.vmoodle.operator.api.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of docs/serving, as they stand there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WebServerContract {
  private static final String MAIN_HOST = "moodle.example.edu";
  private static final String HUGO_HOST = "hugo.example.edu";

  private final WebRun run = WebRun.begin();
  private final int port;

  WebServerContract(WebServer server) throws SQLException, IOException {
    var database = "rules_" + server.name().toLowerCase(Locale.ROOT);
    var site = MoodleSite.create(run.path(), Engine.MariaDB, database);
    var code = site.code(Release.OLD);
    for (var trap :
        new String[] {"index.php.bak", "lib/notes.inc", "lib/old.PHP", ".env", "sub.sql"}) {
      Files.writeString(code.resolve(trap), "<?php $secret;");
    }
    port = server.start(run, code, PhpFpm.start(run));
    site.registry(site.row("https://" + HUGO_HOST, "hugo"), site.row(MAIN + "/zola", "zola"));
  }

  @AfterAll
  void end() {
    run.close();
  }

  private Answer ask(String host, String target, String... headers) {
    return Answer.of(port, host, target, headers);
  }

  private JsonNode shown(String host, String target, String... headers) {
    return ask(host, target, headers).json();
  }

  @ParameterizedTest
  @CsvSource({
    "moodle.example.edu, /course/, https://moodle.example.edu, /course/index.php",
    "moodle.example.edu, /course/index.php, https://moodle.example.edu, /course/index.php",
    "hugo.example.edu, /course/, https://hugo.example.edu, /course/index.php",
    "moodle.example.edu, /zola/course/, https://moodle.example.edu/zola, /zola/course/index.php",
    "moodle.example.edu, /zola/course/index.php, https://moodle.example.edu/zola,"
        + " /zola/course/index.php",
    "moodle.example.edu, /%7aola/course/, https://moodle.example.edu/zola, /zola/course/index.php",
    "moodle.example.edu, //zola/course/, https://moodle.example.edu/zola, /zola/course/index.php",
    "moodle.example.edu, /zola/../course/, https://moodle.example.edu, /course/index.php"
  })
  void scriptsAreToldTheirUrl(String host, String target, String wwwroot, String script) {
    var shown = shown(host, target + "?a=b&c=%2F");

    assertThat(shown.get("wwwroot").textValue()).isEqualTo(wwwroot);
    assertThat(shown.get("SCRIPT_NAME").textValue()).isEqualTo(script);
    assertThat(shown.get("PHP_SELF").textValue()).isEqualTo(script);
    assertThat(shown.get("REQUEST_URI").textValue()).isEqualTo(target + "?a=b&c=%2F");
    assertThat(shown.get("QUERY_STRING").textValue()).isEqualTo("a=b&c=%2F");
  }

  @ParameterizedTest
  @CsvSource({
    "moodle.example.edu, /zola, /zola/",
    "moodle.example.edu, /zola?a=b, /zola/?a=b",
    "moodle.example.edu, /zola/course?a=b, /zola/course/?a=b",
    "moodle.example.edu, /course, /course/",
    "hugo.example.edu, /course, /course/"
  })
  void foldersEndWithASlash(String host, String target, String location) {
    var answer = ask(host, target);

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("Location")).isIn(location, "https://" + host + location);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/zola"})
  void pathsBehindAScriptAreItsOwn(String root) {
    assertThat(ask(MAIN_HOST, root + "/pluginfile.php/21/course/a%20b.png").body())
        .isEqualTo("file %2F21%2Fcourse%2Fa%20b.png of " + MAIN + root + "\n");
    assertThat(ask(MAIN_HOST, root + "/pluginfile.php/1/db/install.xml").body())
        .startsWith("file %2F1%2Fdb%2Finstall.xml of ");
    assertThat(ask(MAIN_HOST, root + "/pluginfile.php/1/local/vmoodle/vcron.php").body())
        .startsWith("file ");
    assertThat(ask(MAIN_HOST, root + "/pluginfile.php/1/tests/.hidden/composer.json").body())
        .startsWith("file ");
    assertThat(ask(MAIN_HOST, root + "/theme/styles.php/boost/17/all").body())
        .isEqualTo("/* styles%2Fboost%2F17%2Fall of " + MAIN + root + " */\n");
    var shown = shown(MAIN_HOST, root + "/course/index.php/x/y");
    assertThat(shown.get("PATH_INFO").textValue()).isEqualTo("/x/y");
    assertThat(shown.get("SCRIPT_NAME").textValue()).isEqualTo(root + "/course/index.php");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/zola"})
  void staticFilesComeWithTheirTypes(String root) {
    var css = ask(MAIN_HOST, root + "/theme/standin/general.css");
    assertThat(css.body()).isEqualTo("body { color: black }\n");
    assertThat(css.header("Content-Type")).startsWith("text/css");
    assertThat(ask(HUGO_HOST, "/pix/logo.svg").header("Content-Type")).startsWith("image/svg+xml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/index.php.bak",
        "/lib/notes.inc",
        "/lib/old.PHP",
        "/.env",
        "/sub.sql",
        "/composer.json",
        "/README.txt",
        "/mod/forum/db/install.xml",
        "/lib/",
        "/nothing.php",
        "/nothing/",
        "/nothing.css",
        "/../code-4.4/composer.json",
        "/index.php%00.css"
      })
  void nothingElseIsServed(String target) {
    for (var path : new String[] {target, "/zola" + target}) {
      for (var host : new String[] {MAIN_HOST, HUGO_HOST}) {
        var answer = ask(host, path);
        assertThat(answer.status()).as(host + path).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("<?php", "stand-in", "XMLDB");
      }
    }
  }

  @Test
  void noScriptIsShownAsText() throws IOException {
    var code = run.path().resolve("code-4.4");
    try (var files = Files.walk(code)) {
      for (var file : files.filter(file -> file.toString().endsWith(".php")).toList()) {
        var target = "/" + code.relativize(file);
        assertThat(ask(HUGO_HOST, target).body()).as(target).doesNotContain("<?php");
        assertThat(ask(MAIN_HOST, "/zola" + target).body()).as(target).doesNotContain("<?php");
        var folder = "/" + code.relativize(file.resolveSibling("")).toString();
        assertThat(ask(MAIN_HOST, "/zola" + folder + "/").body()).doesNotContain("<?php");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyboot.php", "vcron.php/x", "views/management.testcnx.php"})
  void scriptsOfThePluginAreNotThere(String script) {
    assertThat(ask(MAIN_HOST, "/local/vmoodle/" + script).status()).isEqualTo(404);
    assertThat(ask(MAIN_HOST, "/zola/local//vmoodle/" + script).status()).isEqualTo(404);
    assertThat(ask(HUGO_HOST, "/local/vmoodle/" + script).status()).isEqualTo(404);
  }

  @Test
  void unknownSitesComeFromTheBoot() {
    assertThat(ask("nobody.example.edu", "/course/").status()).isEqualTo(421);
    assertThat(ask(MAIN_HOST, "/nobody/course/").status()).isEqualTo(404);
    assertThat(ask(HUGO_HOST, "/zola/course/").status()).isBetween(403, 404);
  }

  /** LTI's services come with a key or token in it. */
  @Test
  void whoAskedIsTold() {
    var shown = shown(HUGO_HOST, "/course/", "Authorization: Bearer some.token");

    assertThat(shown.get("HTTP_AUTHORIZATION").asText("")).isEqualTo("Bearer some.token");
  }

  /** Moodle compares it with the port of its URL, and redirects where they differ. */
  @Test
  void theUrlsPortIsToldNotTheServersOwn() {
    assertThat(shown(HUGO_HOST, "/course/").get("SERVER_PORT").asText("")).isEqualTo("443");
  }

  @Test
  void headersDoNotBecomeParameters() {
    var shown =
        shown(MAIN_HOST, "/course/", "Proxy: http://evil.example.org", "VMOODLE_SUBPATH: zola");

    assertThat(shown.get("wwwroot").textValue()).isEqualTo(MAIN);
    assertThat(shown.get("HTTP_PROXY").asText("")).isIn("", "null");
  }
}
