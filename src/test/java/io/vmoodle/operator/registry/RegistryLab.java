package io.vmoodle.operator.registry;

import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The registry of a fresh main Moodle on a real server. */
record RegistryLab(DatabaseLab server, Engine engine, String main) {
  static final Instant NOW = Instant.ofEpochSecond(1_764_000_000);

  private static final AtomicInteger MAINS = new AtomicInteger();

  static RegistryLab on(Engine engine) throws SQLException {
    var server =
        switch (engine) {
          case MariaDB -> DatabaseLab.mariaDb();
          case PostgreSQL -> DatabaseLab.postgreSql();
        };
    var lab = new RegistryLab(server, engine, "registry_" + MAINS.incrementAndGet());
    server.createMainMoodle(lab.main);
    return lab;
  }

  Registry registry() {
    return registry("mdl_");
  }

  Registry registry(String prefix) {
    return new Registry(Dialect.of(engine), main, prefix, () -> NOW);
  }

  /** As the operator has it: on MariaDB without a default database. */
  Connection connection() throws SQLException {
    return server.admin(engine == Engine.MariaDB ? "" : main);
  }

  /** What somebody does behind the operator's back. */
  void byHand(String... statements) throws SQLException {
    server.execute(main, statements);
  }

  /** All rows with all columns, as text. */
  List<Map<String, String>> rows() throws SQLException {
    try (var connection = server.superuser(main);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT * FROM mdl_local_vmoodle ORDER BY id")) {
      var all = new ArrayList<Map<String, String>>();
      while (rows.next()) {
        var row = new TreeMap<String, String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(rows.getMetaData().getColumnName(i), String.valueOf(rows.getString(i)));
        }
        all.add(row);
      }
      return all;
    }
  }
}
