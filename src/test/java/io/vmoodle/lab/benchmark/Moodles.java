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
    Parallel.each(
        IntStream.range(there, count).boxed().toList(),
        engine == Engine.PostgreSQL ? 4 : 8,
        number -> create(engine, database(number)));
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
        create(engine, "moodletemplate");
      }
    }
  }

  private static void create(Engine engine, String name) throws SQLException {
    var lab = Engines.lab(engine);
    var table = "CREATE TABLE mdl_config (name VARCHAR(255), value VARCHAR(255))";
    var rows =
        "INSERT INTO mdl_config VALUES ('version', '2023112400'), ('release', '4.4dev'),"
            + " ('allversionshash', '0123456789012345678901234567890123456789')";
    switch (engine) {
      case MariaDB ->
          lab.execute(
              "",
              "CREATE DATABASE " + name,
              table.replace("mdl_config", name + ".mdl_config") + " ENGINE = Aria",
              rows.replace("mdl_config", name + ".mdl_config"));
      case PostgreSQL -> {
        if (name.startsWith("moodle_")) {
          lab.execute(
              "",
              "CREATE DATABASE %s OWNER %s TEMPLATE moodletemplate STRATEGY FILE_COPY"
                  .formatted(name, LOGIN));
        } else {
          lab.execute("", "CREATE DATABASE %s OWNER %s".formatted(name, LOGIN));
          lab.execute(name, "SET ROLE " + LOGIN, table, rows);
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
