package io.vmoodle.operator.moodle;

import static io.vmoodle.lab.moodle.MoodleSite.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.moodle.MoodleSite;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.moodle.TenantRow;
import io.vmoodle.operator.api.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Moodle the boot has answer, and what it lets nobody have. */
abstract class BootHostContract extends BootAtWork {
  BootHostContract(Engine engine) throws SQLException {
    super("boot_host", engine);
  }

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
}
