package io.vmoodle.lab.demo;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.ExistingMoodles;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The databases of a main Moodle and of two Moodles that exist before the operator comes. */
final class MainMoodle {
  /** The main Moodle's database, which has the registry. */
  static final String DATABASE = "moodle_main";

  /** Password of its login, which has the same name. */
  static final String PASSWORD = "main-Secret-1";

  private static final String COLUMNS = "id, vhostname, vdbtype, vdbname, vdblogin, enabled";

  private final DatabaseLab mariaDb = DatabaseLab.mariaDb();

  /** Makes the databases, and the row that the plugin's web form made for one of the Moodles. */
  void create(OldInstaller installer, MoodleCode code) throws SQLException {
    mariaDb.createMainMoodle(DATABASE);
    if (code.isReal()) {
      execute("DROP TABLE mdl_local_vmoodle");
      installer.install(
          Engine.MariaDB, DATABASE, PASSWORD, "https://moodle.example.edu", "/srv/moodledata/main");
    } else {
      execute("CREATE TABLE mdl_config (name VARCHAR(255) PRIMARY KEY, value TEXT)");
      execute(
          "INSERT INTO mdl_config VALUES ('siteidentifier', 'Y2RlZmdoaWprbG1ub3BxmoodleDemo'),"
              + " ('release', '%s')".formatted(Release.NEW.title()));
    }
    ExistingMoodles.createEmpty(Engine.MariaDB, "moodle_jules");
    installer.install(
        Engine.MariaDB,
        "moodle_jules",
        ExistingMoodles.PASSWORD,
        "https://jules.example.edu",
        "/srv/moodledata/jules");
    ExistingMoodles.createEmpty(Engine.PostgreSQL, "moodle_musee");
    installer.install(
        Engine.PostgreSQL,
        "moodle_musee",
        ExistingMoodles.PASSWORD,
        "https://moodle.example.edu/musee",
        "/srv/moodledata/musee");
    execute(
        "INSERT INTO mdl_local_vmoodle (name, shortname, vhostname, vdbtype, vdbhost, vdblogin,"
            + " vdbpass, vdbname, vdatapath, enabled, timecreated) VALUES ('Lycée Jules Ferry',"
            + " 'jules', 'https://jules.example.edu', 'mariadb', 'mariadb.databases.svc',"
            + " 'moodle_jules', '"
            + ExistingMoodles.PASSWORD
            + "', 'moodle_jules', '/srv/moodledata/jules', 1, 1700000000)");
  }

  /** Does something to the registry behind the operator's back. */
  void execute(String sql) throws SQLException {
    mariaDb.execute(DATABASE, sql);
  }

  /** The query that {@link #registry} shows, as people would type it. */
  static String query() {
    return "SELECT %s FROM mdl_local_vmoodle;".formatted(COLUMNS);
  }

  /** The registry as it is now. */
  TextTable registry() throws SQLException {
    try (var connection = mariaDb.superuser(DATABASE);
        var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "SELECT %s FROM mdl_local_vmoodle ORDER BY id".formatted(COLUMNS))) {
      var header = List.of(COLUMNS.split(", ", -1));
      var rows = new ArrayList<List<String>>();
      while (result.next()) {
        var row = new ArrayList<String>();
        for (var column : header) {
          row.add(result.getString(column));
        }
        rows.add(row);
      }
      return TextTable.of(header, rows);
    }
  }

  /** One column of the row that has a URL. */
  String column(String column, String url) throws SQLException {
    try (var connection = mariaDb.superuser(DATABASE);
        var statement =
            connection.prepareStatement(
                "SELECT %s FROM mdl_local_vmoodle WHERE vhostname = ?".formatted(column))) {
      statement.setString(1, url);
      try (var result = statement.executeQuery()) {
        return result.next() ? result.getString(1) : "";
      }
    }
  }
}
