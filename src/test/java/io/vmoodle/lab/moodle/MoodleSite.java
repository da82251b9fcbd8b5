package io.vmoodle.lab.moodle;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A main Moodle and its tenants, as somebody sets them up who follows docs/serving: one database
 * server, code with the documented config.php and the boot, data folders, and a registry that tests
 * write.
 */
public final class MoodleSite {
  /** URL of the main Moodle, as docs/serving/config.php has it. */
  public static final String MAIN = "https://moodle.example.edu";

  private static final Path SHIPPED = Path.of("src/main/resources/io/vmoodle/operator/moodle");

  private final Path home;
  private final Engine engine;
  private final DatabaseLab server;
  private final String database;

  private MoodleSite(Path home, Engine engine, String database) {
    this.home = home;
    this.engine = engine;
    this.server = engine == Engine.PostgreSQL ? DatabaseLab.postgreSql() : DatabaseLab.mariaDb();
    this.database = database;
  }

  /**
   * Makes one without tenants, its main Moodle on release 4.4.
   *
   * @param home where it writes; must exist
   * @param database name of the main Moodle's database, which must not exist
   */
  public static MoodleSite create(Path home, Engine engine, String database) throws SQLException {
    var site = new MoodleSite(home, engine, database);
    site.server.createMainMoodle(database);
    site.server.execute(
        database,
        engine == Engine.PostgreSQL ? "SET ROLE " + database : "SET @unused = 0",
        "CREATE TABLE mdl_config (name VARCHAR(255) PRIMARY KEY, value TEXT)",
        "INSERT INTO mdl_config VALUES ('siteidentifier', 'Y2RlZmdoaWprbG1ub3BxmoodleTest')");
    site.dataroot("main");
    site.mainRelease(Release.OLD.name());
    site.override("");
    return site;
  }

  /** The server of all its databases. */
  public DatabaseLab server() {
    return server;
  }

  /** Which engine that is. */
  public Engine engine() {
    return engine;
  }

  /** Name of the main Moodle's database. */
  public String database() {
    return database;
  }

  /** The switch file. */
  public Path switchFile() {
    return SHIPPED.resolve("switch.php").toAbsolutePath();
  }

  /** Code of a release, with config.php, written when first asked for. */
  public Path code(Release release) {
    var code = home.resolve("code-" + release.name());
    if (!Files.exists(code)) {
      write(StandIn.write(code, release).resolve("config.php"), config(release));
    }
    return code;
  }

  /** A data folder of that name. */
  public Path dataroot(String name) {
    try {
      return Files.createDirectories(home.resolve("data").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * PHP that config.php of every release runs before the boot, instead of what it ran until now.
   */
  public void override(String php) {
    write(home.resolve("override.php"), "<?php\n" + php);
  }

  /** What the operator's platform.json says that the main Moodle is on. */
  public void mainRelease(String release) {
    platform("{\"release\": \"%s\"}".formatted(release));
  }

  /** The text of the operator's platform.json. */
  public void platform(String json) {
    write(home.resolve("platform.json"), json);
  }

  /** A row on the old release, with a data folder, for a database that need not exist. */
  public TenantRow row(String url, String name) {
    var type = engine == Engine.PostgreSQL ? "pgsql" : "mariadb";
    return new TenantRow(url, type, database + "_" + name, dataroot(name), 1, null)
        .on(Release.OLD.name(), name);
  }

  /** Makes a tenant's empty database, and its login. */
  public void createDatabase(TenantRow row) throws SQLException {
    var name = row.database();
    var login = login(row);
    if (engine == Engine.PostgreSQL) {
      server.execute(
          "",
          "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(login, TenantRow.PASSWORD),
          "CREATE DATABASE %s OWNER %s".formatted(name, login));
    } else {
      server.execute(
          "",
          "CREATE DATABASE " + name,
          "CREATE USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(login, TenantRow.PASSWORD),
          "GRANT ALL ON %s.* TO '%s'@'%%'".formatted(name, login));
    }
  }

  /** Writes the registry anew: these rows and no others. */
  public void registry(TenantRow... rows) throws SQLException {
    try (var connection = server.superuser(database)) {
      try (var statement = connection.createStatement()) {
        statement.execute("DELETE FROM mdl_local_vmoodle");
      }
      for (var row : rows) {
        insert(connection, row);
      }
    }
  }

  private void insert(Connection connection, TenantRow row) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            INSERT INTO mdl_local_vmoodle (name, vhostname, vdbtype, vdbhost, vdblogin, vdbpass,
              vdbname, vdbprefix, vdatapath, enabled, metadata)
            VALUES (?, ?, ?, '127.0.0.1', ?, ?, ?, 'mdl_', ?, ?, ?)
            """)) {
      insert.setString(1, row.database());
      insert.setString(2, row.url());
      insert.setString(3, row.type());
      insert.setString(4, login(row));
      insert.setString(5, TenantRow.PASSWORD);
      insert.setString(6, row.database());
      insert.setString(7, row.dataroot().toString());
      insert.setInt(8, row.enabled());
      insert.setString(9, row.metadata());
      insert.executeUpdate();
    }
  }

  /** The name of a tenant's login: its database's, as far as the registry's column is long. */
  public static String login(TenantRow row) {
    var name = row.database();
    return name.substring(Math.max(0, name.length() - 16));
  }

  private String config(Release release) {
    return read(Path.of("docs/serving/config.php"))
        .replace(
            "= 'mariadb';", "= '%s';".formatted(engine == Engine.PostgreSQL ? "pgsql" : "mariadb"))
        .replace("mariadb.example.edu", "127.0.0.1")
        .replace("'moodle_main'", "'%s'".formatted(database))
        .replace("change-me", "main-Secret-1")
        .replace("'dbport' => ''", "'dbport' => " + server.port())
        .replace("/srv/moodledata", home.resolve("data").toString())
        .replace("'4.5'", "'%s'".formatted(release.name()))
        .replace("/etc/vmoodle/platform", home.toString())
        .replace("/etc/vmoodle", SHIPPED.toAbsolutePath().toString())
        .replace(
            "// The plugin's and",
            "require('%s');\n\n// The plugin's and".formatted(home.resolve("override.php")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** At once, because a server may be reading it. */
  private static void write(Path file, String text) {
    try {
      var draft = Files.writeString(file.resolveSibling(file.getFileName() + ".draft"), text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
