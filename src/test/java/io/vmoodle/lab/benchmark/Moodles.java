package io.vmoodle.lab.benchmark;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Moodles that exist before the operator comes, as the plugin leaves them: a database each, one
 * login for all of them, and rows in the registry. They are made once and used by all runs.
 */
final class Moodles {
  private static final String LOGIN = "moodleuser";
  private static final String PASSWORD = "existing-Secret-1";

  private static final String TEMPLATE = "moodletemplate";
  private static final String TABLE = "CREATE TABLE %s (name VARCHAR(255), value VARCHAR(255))";
  private static final String ROWS =
      "INSERT INTO %s VALUES ('version', '2023112400'), ('release', '4.4dev'),"
          + " ('allversionshash', '0123456789012345678901234567890123456789')";

  private final Map<Engine, Integer> made = new EnumMap<>(Engine.class);

  static String database(int number) {
    return "moodle_%05d".formatted(number);
  }

  /** Sees to it that there are so many. */
  void require(Engine engine, int count) throws SQLException {
    int there = made.getOrDefault(engine, 0);
    if (there == 0) {
      login(engine);
    }
    var workers = engine == Engine.PostgreSQL ? 4 : 8;
    Parallel.each(
        IntStream.range(0, workers).boxed().toList(),
        workers,
        worker -> create(engine, there + worker, count, workers));
    made.put(engine, Math.max(there, count));
  }

  private static void login(Engine engine) throws SQLException {
    var lab = Engines.lab(engine);
    switch (engine) {
      case MariaDB ->
          lab.execute(
              "",
              "CREATE USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(LOGIN, PASSWORD),
              "GRANT ALL ON `moodle\\_%%`.* TO '%s'@'%%'".formatted(LOGIN));
      case PostgreSQL -> {
        lab.execute("", "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(LOGIN, PASSWORD));
        createTemplate();
      }
    }
  }

  /** The database that is copied on PostgreSQL. */
  private static void createTemplate() throws SQLException {
    var lab = Engines.lab(Engine.PostgreSQL);
    lab.execute("", "CREATE DATABASE %s OWNER %s".formatted(TEMPLATE, LOGIN));
    lab.execute(TEMPLATE, "SET ROLE " + LOGIN, TABLE.formatted("mdl_config"));
    lab.execute(TEMPLATE, "SET ROLE " + LOGIN, ROWS.formatted("mdl_config"));
  }

  /** Each so-and-so-many-th of them, on one connection. */
  private static void create(Engine engine, int from, int to, int step) throws SQLException {
    try (var connection = Engines.lab(engine).superuser("");
        var statement = connection.createStatement()) {
      for (int number = from; number < to; number += step) {
        var name = database(number);
        switch (engine) {
          case MariaDB -> {
            statement.execute("CREATE DATABASE " + name);
            // Of all engines the one whose tables are made fastest.
            statement.execute(TABLE.formatted(name + ".mdl_config") + " ENGINE = MyISAM");
            statement.execute(ROWS.formatted(name + ".mdl_config"));
          }
          case PostgreSQL ->
              statement.execute(
                  "CREATE DATABASE %s OWNER %s TEMPLATE %s STRATEGY FILE_COPY"
                      .formatted(name, LOGIN, TEMPLATE));
        }
      }
    }
  }

  /** Writes the rows of so many of them into a registry, as the plugin would have. */
  static void register(Site site, int count) throws SQLException {
    var lab = Engines.lab(site.engine());
    var sql =
        """
        INSERT INTO mdl_local_vmoodle (name, shortname, description, vhostname, vdbtype, vdbhost,
          vdblogin, vdbpass, vdbname, vdbprefix, vdbpersist, vdatapath, mnet, enabled, timecreated)
        VALUES (?, ?, '', ?, ?, '127.0.0.1', ?, ?, ?, 'mdl_', 0, ?, -1, 1, 1700000000)
        """;
    try (var connection = lab.superuser(site.registry());
        var insert = connection.prepareStatement(sql)) {
      connection.setAutoCommit(false);
      for (int number = 0; number < count; number++) {
        var name = Batch.name(number);
        insert.setString(1, "Moodle " + name);
        insert.setString(2, name);
        insert.setString(3, "https://%s.example.edu".formatted(name));
        insert.setString(4, site.engine() == Engine.MariaDB ? "mariadb" : "pgsql");
        insert.setString(5, LOGIN);
        insert.setString(6, PASSWORD);
        insert.setString(7, database(number));
        insert.setString(8, "/srv/moodledata/" + database(number));
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
  }

  static String login() {
    return LOGIN;
  }

  static String password() {
    return PASSWORD;
  }
}
