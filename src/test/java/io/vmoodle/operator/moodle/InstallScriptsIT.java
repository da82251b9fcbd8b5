package io.vmoodle.operator.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.moodle.Cli;
import io.vmoodle.lab.moodle.MoodleSite;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.moodle.TenantRow;
import io.vmoodle.lab.web.WebRun;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a Job runs to install a Moodle, as plain processes on the stand-in's code. */
@ParameterizedClass
@EnumSource(Engine.class)
class InstallScriptsIT {
  private static final String URL = "https://hugo.example.edu";
  private static final String ID = "hugo";
  private static final String PASSWORD = "Chosen by a person: \u00e9'$x";
  private static final String NAME = "L'\u00e9cole \"du\" $(touch here) `id` \\ %s";
  private static final AtomicInteger SITES = new AtomicInteger();

  private final Engine engine;
  private final WebRun run = WebRun.begin();
  private final MoodleSite site;
  private final TenantRow hugo;
  private final Path scripts;
  private final Path secret;
  private final Path result;
  private final Map<String, String> environment = new HashMap<>();

  InstallScriptsIT(Engine engine) throws SQLException, IOException {
    this.engine = engine;
    site =
        MoodleSite.create(
            run.path(),
            engine,
            "job%d_%s"
                .formatted(
                    SITES.incrementAndGet(),
                    engine.name().substring(0, 2).toLowerCase(Locale.ROOT)));
    hugo = site.row(URL, ID).disabled();
    scripts = Files.createDirectory(run.path().resolve("job"));
    for (var file : ShippedScripts.ofJobs().entrySet()) {
      Files.writeString(scripts.resolve(file.getKey()), file.getValue());
    }
    secret = Files.createDirectory(run.path().resolve("secret"));
    result = run.path().resolve("result");
  }

  @BeforeEach
  void setUp() throws SQLException, IOException {
    site.createDatabase(hugo);
    site.registry(hugo);
    Files.writeString(secret.resolve("password"), PASSWORD);
    environment.putAll(
        Map.of(
            "VMOODLE_HOST",
            URL,
            "VMOODLE_TENANT_ID",
            ID,
            "VMOODLE_ALLOW",
            "disabled",
            "VMOODLE_RESULT",
            result.toString(),
            "VMOODLE_SECRETS",
            secret.toString()));
    environment.putAll(
        Map.of(
            "VMOODLE_SITE_FULLNAME", NAME,
            "VMOODLE_SITE_SHORTNAME", "hugo",
            "VMOODLE_SITE_SUMMARY", "Two\nlines",
            "VMOODLE_SITE_LANGUAGE", "fr",
            "VMOODLE_ADMIN_USERNAME", "root",
            "VMOODLE_ADMIN_EMAIL", "root@example.edu"));
  }

  @AfterEach
  void end() {
    run.close();
  }

  @Test
  void aMoodleIsInstalledWithTheAdministratorThatIsWished()
      throws SQLException, IOException, InterruptedException {
    assertThat(install().exitCode()).isZero();

    assertThat(moodle()).hasValueSatisfying(it -> assertThat(it.completeFor(ID)).isTrue());
    assertThat(value("SELECT fullname FROM mdl_course")).isEqualTo(NAME);
    assertThat(value("SELECT summary FROM mdl_course")).isEqualTo("Two\nlines");
    assertThat(value("SELECT value FROM mdl_config WHERE name = 'lang'")).isEqualTo("fr");
    assertThat(value("SELECT username FROM mdl_user")).isEqualTo("root");
    assertThat(value("SELECT email FROM mdl_user")).isEqualTo("root@example.edu");
    assertThat(opens(PASSWORD)).isTrue();
    assertThat(Files.readString(result))
        .contains("\"outcome\":\"Ended\"")
        .contains("account.php")
        .doesNotContain("Chosen by");
    assertThat(site.code(Release.OLD).resolve("here")).doesNotExist();
  }

  @Test
  void withoutAnAddressTheAdministratorHasNone()
      throws SQLException, IOException, InterruptedException {
    environment.put("VMOODLE_ADMIN_EMAIL", "");

    assertThat(install().exitCode()).isZero();

    assertThat(value("SELECT email FROM mdl_user")).isEmpty();
    assertThat(moodle()).hasValueSatisfying(it -> assertThat(it.completeFor(ID)).isTrue());
  }

  @Test
  void halfAMoodleIsNotCompleteAndNothingIsInstalledOverIt()
      throws SQLException, IOException, InterruptedException {
    environment.put("STANDIN_FAULT", "install_database.half=fail");
    assertThat(install().exitCode()).isEqualTo(1);
    assertThat(moodle()).hasValueSatisfying(it -> assertThat(it.completeFor(ID)).isFalse());
    assertThat(Files.readString(result)).contains("Told to fail").contains("install_database.php");

    environment.remove("STANDIN_FAULT");
    assertThat(install().exitCode()).isEqualTo(1);
    assertThat(Files.readString(result)).contains("tables are there already");
    assertThat(moodle()).hasValueSatisfying(it -> assertThat(it.completeFor(ID)).isFalse());
  }

  /** Exit code 0 with nothing done is what Moodle's scripts are like. */
  @Test
  void anInstallationThatOnlySaysSoIsNotComplete()
      throws SQLException, IOException, InterruptedException {
    environment.put("STANDIN_FAULT", "install_database.start=exit");

    assertThat(install().exitCode()).isEqualTo(1);

    assertThat(moodle()).isEmpty();
    assertThat(Files.readString(result)).contains("No Moodle with an administrator");
  }

  @Test
  void aMoodleWhosePasswordNobodyKnowsIsNotCompleteAndCanBeCompleted()
      throws SQLException, IOException, InterruptedException {
    environment.put("STANDIN_FAULT", "account.password=die");
    assertThat(install().exitCode()).isEqualTo(137);
    assertThat(moodle()).hasValueSatisfying(it -> assertThat(it.completeFor(ID)).isFalse());

    environment.remove("STANDIN_FAULT");
    for (int time = 0; time < 2; time++) {
      var cli =
          new Cli(site.code(Release.OLD), environment, List.of())
              .setting("auto_prepend_file", scripts.resolve("switch.php"));
      assertThat(cli.run(scripts.resolve("account.php").toString()).exitCode()).isZero();
    }

    assertThat(moodle()).hasValueSatisfying(it -> assertThat(it.completeFor(ID)).isTrue());
    assertThat(opens(PASSWORD)).isTrue();
  }

  @Test
  void withoutAPasswordNothingIsComplete() throws SQLException, IOException, InterruptedException {
    Files.delete(secret.resolve("password"));

    assertThat(install().exitCode()).isEqualTo(1);

    assertThat(moodle()).hasValueSatisfying(it -> assertThat(it.completeFor(ID)).isFalse());
  }

  @Test
  void anotherTenantsIdInstallsNothing() throws SQLException, IOException, InterruptedException {
    environment.put("VMOODLE_TENANT_ID", "another001");

    assertThat(install().exitCode()).isEqualTo(86);

    assertThat(moodle()).isEmpty();
    assertThat(Files.readString(result)).contains("NotSwitched");
  }

  private record Ended(int exitCode) {}

  private Ended install() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder("/bin/sh", scripts.resolve("install.sh").toString())
            .directory(site.code(Release.OLD).toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(run.path().resolve("install.log").toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(environment);
    var process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("install.sh comes to its end").isTrue();
    assertThat(Files.readString(run.path().resolve("install.log"))).doesNotContain("Chosen by");
    return new Ended(process.exitValue());
  }

  private boolean opens(String password) throws SQLException {
    var php = "echo password_verify($argv[1], $argv[2]) ? 'yes' : 'no';";
    return Cli.in(site.code(Release.OLD))
        .run("-r", php, "--", password, value("SELECT password FROM mdl_user"))
        .output()
        .equals("yes");
  }

  private Optional<InstalledMoodle> moodle() throws SQLException {
    try (var connection =
        site.server().connect(hugo.database(), MoodleSite.login(hugo), TenantRow.PASSWORD)) {
      return InstalledMoodle.read(connection, Dialect.of(engine), "mdl_");
    }
  }

  private String value(String sql) throws SQLException {
    try (var connection = site.server().superuser(hugo.database());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
