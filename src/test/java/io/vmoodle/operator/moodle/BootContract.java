package io.vmoodle.operator.moodle;

import static io.vmoodle.lab.moodle.MoodleSite.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vmoodle.lab.moodle.MoodleSite;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.moodle.TenantRow;
import io.vmoodle.lab.web.Answer;
import io.vmoodle.lab.web.PhpFpm;
import io.vmoodle.lab.web.WebRun;
import io.vmoodle.lab.web.WebServer;
import io.vmoodle.operator.api.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The boot behind nginx and php-fpm, with the registry on an engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BootContract {
  /** Shows what Moodle would go on with. */
  private static final String PAGE = "/course/";

  private static final String HUGO = "https://hugo.example.edu";

  private final WebRun run = WebRun.begin();
  private final MoodleSite site;
  private final int port;
  private final TenantRow hugo;
  private final TenantRow zola;

  BootContract(Engine engine) throws SQLException {
    var database = "boot_" + engine.name().toLowerCase(Locale.ROOT);
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

  private Answer ask(String host, String target, String... headers) {
    return Answer.of(port, host, target, headers);
  }

  /** What a page sees, which must answer. */
  private JsonNode shown(String host, String target, String... headers) {
    var answer = ask(host, target, headers);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    try {
      return JsonMapper.builder().build().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private void refuses(String host, String target, int status) {
    var answer = ask(host, target);
    assertThat(answer.status()).as(host + target + ": " + answer.body()).isEqualTo(status);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.body()).doesNotContain(host).doesNotContain("Secret").hasLineCount(1);
    assertThat(answer.header("Retry-After")).isEqualTo(status == 503 ? "30" : "");
  }

  // --- Which Moodle --------------------------------------------------------------------------

  @Test
  void theMainMoodleStaysAsConfigPhpHasIt() {
    var shown = shown("moodle.example.edu", PAGE);

    assertThat(shown.get("wwwroot").textValue()).isEqualTo(MAIN);
    assertThat(shown.get("mainwwwroot").textValue()).isEqualTo(MAIN);
    assertThat(shown.get("vmoodleroot").textValue()).isEqualTo(MAIN);
    assertThat(shown.get("vmoodlename").textValue()).isEqualTo("moodle.example.edu");
    assertThat(shown.get("vhost").textValue()).isEqualTo("moodle");
    assertThat(shown.get("vmoodle_boot").booleanValue()).isTrue();
    assertThat(shown.get("dbname").textValue()).isEqualTo(site.database());
    assertThat(shown.get("dataroot").textValue()).isEqualTo(site.dataroot("main").toString());
  }

  @Test
  void aTenantGetsWhatItsRowSays() {
    var shown = shown("hugo.example.edu", PAGE);

    assertThat(shown.get("wwwroot").textValue()).isEqualTo(HUGO);
    assertThat(shown.get("mainwwwroot").textValue()).isEqualTo(MAIN);
    assertThat(shown.get("vmoodleroot").textValue()).isEqualTo(HUGO);
    assertThat(shown.get("vhost").textValue()).isEqualTo("hugo");
    assertThat(shown.get("dbtype").textValue()).isEqualTo(hugo.type());
    assertThat(shown.get("dbhost").textValue()).isEqualTo("127.0.0.1");
    assertThat(shown.get("dbname").textValue()).isEqualTo(hugo.database());
    assertThat(shown.get("dbuser").textValue()).isEqualTo(MoodleSite.login(hugo));
    assertThat(shown.get("prefix").textValue()).isEqualTo("mdl_");
    assertThat(shown.at("/dboptions/dbpersist").intValue()).isZero();
    assertThat(shown.at("/dboptions/dbport").intValue()).isEqualTo(site.server().port());
    assertThat(shown.get("dataroot").textValue()).isEqualTo(hugo.dataroot().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hugo.example.edu:443", "hugo.example.edu:8080", "HUGO.Example.edu"})
  void hostsHaveNoCaseAndPortsAreOfTheWay(String host) {
    assertThat(shown(host, PAGE).get("wwwroot").textValue()).isEqualTo(HUGO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody.example.edu", "hugo.example.edu.evil.org", "example.edu", "hugo"})
  void unknownHostsAreMisdirected(String host) {
    refuses(host, PAGE, 421);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hugo.example.edu'",
        "'or'1'='1",
        "x'--",
        "x\"y",
        "%27",
        "hugo_example.edu",
        "-hugo.edu",
        "hugo..example.edu",
        "[::1]",
        "hügo.example.edu"
      })
  void malformedHostsReachNoRegistry(String host) {
    site.override("$CFG->dboptions['dbport'] = 1;");

    assertThat(ask(host, PAGE).status()).as(ask(host, PAGE).body()).isIn(400, 421);
  }

  /** nginx refuses most of the above itself; the boot must not count on that. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x' or '1'='1",
        "hugo.example.edu/",
        "hugo.example.edu\\n",
        "hugo.example.edu:80:80",
        "a@hugo.example.edu",
        "hugo.example.edu.",
        "hugo.example.edu:123456",
        "hugo.example.edu:port",
        "",
        "hugo;"
      })
  void theBootRefusesThemItself(String host) {
    site.override("$CFG->dboptions['dbport'] = 1; $_SERVER['HTTP_HOST'] = \"%s\";".formatted(host));

    refuses("hugo.example.edu", PAGE, 421);
  }

  @Test
  void aRowThatDiffersInCaseIsAnotherSite() throws SQLException {
    site.registry(hugo.at("https://Hugo.example.edu"));

    refuses("hugo.example.edu", PAGE, 421);
  }

  @Test
  void duplicateRowsAreServedByNobody() throws SQLException {
    site.registry(hugo, hugo, zola);

    refuses("hugo.example.edu", PAGE, 503);
    assertThat(shown("moodle.example.edu", "/zola" + PAGE)).isNotEmpty();
  }

  @Test
  void aRowOfAnotherCaseIsNoDuplicate() throws SQLException {
    site.registry(hugo, hugo.at("https://HUGO.example.edu"));

    assertThat(shown("hugo.example.edu", PAGE).get("wwwroot").textValue()).isEqualTo(HUGO);
  }

  @Test
  void aDisabledTenantIsNotServed() throws SQLException {
    site.registry(hugo.disabled());

    refuses("hugo.example.edu", PAGE, 404);
  }

  @Test
  void withoutTheRegistryOnlyTheMainMoodleServes() throws IOException {
    site.override("$CFG->dboptions['dbport'] = 1;");

    refuses("hugo.example.edu", PAGE, 503);
    refuses("nobody.example.edu", PAGE, 503);
    assertThat(shown("moodle.example.edu", PAGE).get("wwwroot").textValue()).isEqualTo(MAIN);
    assertThat(Files.readString(run.log("php-fpm")))
        .contains("the registry does not answer")
        .doesNotContain("Secret");
  }

  @Test
  void theRegistryMayHaveAnAccountOfItsOwn() {
    site.override(
        """
        foreach (['host' => 'dbhost', 'type' => 'dbtype', 'name' => 'dbname'] as $to => $from) {
            $CFG->{"vmasterdb{$to}"} = $CFG->$from;
        }
        $CFG->vmasterdblogin = $CFG->dbuser;
        $CFG->vmasterdbpass = $CFG->dbpass;
        $CFG->vmasterprefix = $CFG->prefix;
        $CFG->dbhost = $CFG->dbname = $CFG->dbuser = $CFG->dbpass = $CFG->prefix = 'elsewhere';
        $CFG->vchildsdblogin = 'all_tenants';
        """);

    var shown = shown("hugo.example.edu", PAGE);
    assertThat(shown.get("dbname").textValue()).isEqualTo(hugo.database());
    assertThat(shown.get("dbuser").textValue()).isEqualTo("all_tenants");
  }

  @Test
  void anotherEngineHasAnotherPort() throws SQLException {
    var other = site.engine() == Engine.MariaDB ? "pgsql" : "mariadb";
    site.registry(new TenantRow(HUGO, other, "other", hugo.dataroot(), 1, hugo.metadata()));

    var shown = shown("hugo.example.edu", PAGE);
    assertThat(shown.get("dbtype").textValue()).isEqualTo(other);
    assertThat(shown.at("/dboptions/dbport").isMissingNode()).isTrue();
  }

  // --- Sub-paths -----------------------------------------------------------------------------

  @Test
  void aSubPathIsATenantOfTheMainHostOnly() {
    var shown = shown("moodle.example.edu", "/zola" + PAGE);
    assertThat(shown.get("wwwroot").textValue()).isEqualTo(MAIN + "/zola");
    assertThat(shown.get("vmoodlename").textValue()).isEqualTo("moodle.example.edu/zola");
    assertThat(shown.get("dataroot").textValue()).isEqualTo(zola.dataroot().toString());

    refuses("moodle.example.edu", "/nobody" + PAGE, 404);
    assertThat(ask("hugo.example.edu", "/zola" + PAGE).status()).isEqualTo(404);
  }

  @Test
  void theBootKeepsToTheMainHostItself() {
    site.override("$_SERVER['VMOODLE_SUBPATH'] = 'zola';");
    refuses("hugo.example.edu", PAGE, 404);

    site.override("$_SERVER['VMOODLE_SUBPATH'] = \"zo'la\";");
    refuses("moodle.example.edu", PAGE, 404);
  }

  @Test
  void aHeaderIsNoParameter() {
    assertThat(
            shown("moodle.example.edu", PAGE, "VMOODLE_SUBPATH: zola", "Vmoodle-Subpath: zola")
                .get("wwwroot")
                .textValue())
        .isEqualTo(MAIN);
  }

  @Test
  void aLinkThatThePluginMadeIsTheTenantToo() throws IOException {
    var link = site.code(Release.OLD).resolve("zola");
    Files.createSymbolicLink(link, link.resolveSibling("."));
    try {
      var shown = shown("moodle.example.edu", "/zola" + PAGE);
      assertThat(shown.get("wwwroot").textValue()).isEqualTo(MAIN + "/zola");
      assertThat(ask("moodle.example.edu", "/zola/zola/local/vmoodle/keyboot.php").body())
          .doesNotContain("DANGER");
    } finally {
      Files.delete(link);
    }
  }

  // --- Dangerous scripts ---------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"keyboot", "vcron", "mnetcron", "views/management.testcnx"})
  void noScriptOfThePluginAnswersAnybody(String script) {
    for (var path :
        new String[] {
          "/local/vmoodle/%s.php",
          "/local/vmoodle/%s.php/x",
          "//local//vmoodle/%s.php",
          "/local/./vmoodle/%s.php",
          "/zola/local/vmoodle/%s.php",
          "/%%6cocal/vmoodle/%s.php",
          "/zola/../local/vmoodle/%s.php"
        }) {
      for (var host : new String[] {"moodle.example.edu", "hugo.example.edu"}) {
        var answer = ask(host, path.formatted(script));
        assertThat(answer.status()).as(host + path).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("DANGER");
      }
    }
  }

  /** The web server's rules may be others. */
  @ParameterizedTest
  @ValueSource(strings = {"/local/vmoodle/vcron.php", "/course/../local//vmoodle/vcron.php"})
  void theBootRefusesThemWhateverTheWebServerDoes(String path) {
    site.override("$_SERVER['SCRIPT_FILENAME'] = '%s%s';".formatted(site.code(Release.OLD), path));

    refuses("hugo.example.edu", PAGE, 404);
    refuses("moodle.example.edu", PAGE, 404);
  }

  // --- The release gate ----------------------------------------------------------------------

  @Test
  void codeOfAnotherReleaseDoesNotServeATenant() throws SQLException {
    site.registry(hugo.on("4.5", "hugo"), zola);

    refuses("hugo.example.edu", PAGE, 503);
    assertThat(shown("moodle.example.edu", "/zola" + PAGE)).isNotEmpty();
    assertThat(shown("moodle.example.edu", PAGE)).isNotEmpty();
  }

  @Test
  void codeOfAnotherReleaseDoesNotServeTheMainMoodle() {
    site.mainRelease("4.5");

    refuses("moodle.example.edu", PAGE, 503);
    assertThat(shown("hugo.example.edu", PAGE)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "null",
        "''",
        "no JSON",
        "{\"theirs\": 1}",
        "{\"vmoodle.io/release\": 4}",
        "[]",
        "7"
      })
  void aRowThatNamesNoReleaseGoesAlongWithTheMainMoodle(String metadata) throws SQLException {
    site.registry(hugo.with(metadata));
    assertThat(shown("hugo.example.edu", PAGE)).isNotEmpty();

    site.mainRelease("4.5");
    refuses("hugo.example.edu", PAGE, 503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "{}", "{\"release\": 4}", "\"4.4\""})
  void aBrokenPlatformFileOpensNothing(String json) {
    site.platform(json);

    refuses("moodle.example.edu", PAGE, 503);
    assertThat(shown("hugo.example.edu", PAGE)).isNotEmpty();
  }

  /** As a kubelet does it: a new folder behind the same links, then the old one is gone. */
  @Test
  void anUpdateOfTheConfigMapIsSeenAtOnce() throws IOException {
    var mount = run.folder("mount");
    var old = run.folder("mount/..1").resolve("platform.json");
    Files.writeString(old, "{\"release\": \"4.4\"}");
    Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(mount.resolve("platform.json"), Path.of("..data/platform.json"));
    site.override("$CFG->vmoodle_platform = '%s/platform.json';".formatted(mount));
    for (var worker = 0; worker < 2 * PhpFpm.WORKERS; worker++) {
      assertThat(shown("moodle.example.edu", PAGE)).isNotEmpty();
    }

    Files.writeString(run.folder("mount/..2").resolve("platform.json"), "{\"release\": \"4.5\"}");
    var next = Files.createSymbolicLink(mount.resolve("..next"), Path.of("..2"));
    Files.move(next, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(old);
    for (var worker = 0; worker < 2 * PhpFpm.WORKERS; worker++) {
      refuses("moodle.example.edu", PAGE, 503);
    }
  }

  @Test
  void withoutAPlatformFileTheMainMoodleIsNotGuarded() {
    site.override("unset($CFG->vmoodle_platform);");
    site.mainRelease("4.5");

    assertThat(shown("moodle.example.edu", PAGE)).isNotEmpty();
  }

  @Test
  void codeThatDoesNotSayItsReleaseServesNobody() {
    site.override("unset($CFG->vmoodle_release);");

    refuses("moodle.example.edu", PAGE, 503);
    refuses("hugo.example.edu", PAGE, 503);
  }

  @Test
  void cachesAreOfOneSiteAndOneRelease() {
    var shown = shown("hugo.example.edu", PAGE);
    assertThat(shown.get("cachedir").textValue()).isEqualTo(hugo.dataroot() + "/cache/4.4");
    assertThat(shown.get("localcachedir").textValue())
        .isEqualTo(hugo.dataroot() + "/localcache/4.4");
    assertThat(shown.get("altcacheconfigpath").textValue())
        .isEqualTo(hugo.dataroot() + "/muc-4.4.php");
    assertThat(shown("moodle.example.edu", PAGE).get("cachedir").textValue())
        .isEqualTo(site.dataroot("main") + "/cache/4.4");
  }

  @Test
  void cachesElsewhereAreOfOneSiteAndOneReleaseToo() {
    site.override("$CFG->localcachedir = '/var/cache/moodle';");

    assertThat(shown("moodle.example.edu", "/zola" + PAGE).get("localcachedir").textValue())
        .isEqualTo("/var/cache/moodle/moodle.example.edu_zola/4.4");
    assertThat(shown("moodle.example.edu", PAGE).get("localcachedir").textValue())
        .isEqualTo("/var/cache/moodle/moodle.example.edu/4.4");
  }

  // --- The upgrade key -----------------------------------------------------------------------

  @Test
  void nobodyKnowsTheUpgradeKeyThatNobodySet() {
    var key = shown("hugo.example.edu", PAGE).get("upgradekey").textValue();

    assertThat(key).hasSize(64);
    assertThat(shown("hugo.example.edu", PAGE).get("upgradekey").textValue()).isNotEqualTo(key);
    assertThat(shown("moodle.example.edu", PAGE).get("upgradekey").textValue()).hasSize(64);
  }

  @Test
  void aKeyOfConfigPhpStays() {
    site.override("$CFG->upgradekey = 'theirs';");

    assertThat(shown("hugo.example.edu", PAGE).get("upgradekey").textValue()).isEqualTo("theirs");
  }
}
