package io.vmoodle.lab.benchmark;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Engines;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What MariaDB counted: statements that clients sent, and those that change something. */
final class SqlCounters {
  private static final Set<String> WRITES =
      Set.of(
          "Com_insert",
          "Com_update",
          "Com_delete",
          "Com_replace",
          "Com_create_db",
          "Com_drop_db",
          "Com_alter_db",
          "Com_create_table",
          "Com_create_user",
          "Com_alter_user",
          "Com_drop_user",
          "Com_grant",
          "Com_revoke");

  private static final String STATEMENTS = "Questions";

  private final Map<String, Long> counts;

  private SqlCounters(Map<String, Long> counts) {
    this.counts = counts;
  }

  /** As they are now; asking is one statement more. */
  static SqlCounters now() throws SQLException {
    var counts = new HashMap<String, Long>();
    try (var connection = Engines.lab(Engine.MariaDB).superuser("");
        var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery("SHOW GLOBAL STATUS")) {
        while (rows.next()) {
          var name = rows.getString(1);
          if (WRITES.contains(name) || name.equals(STATEMENTS)) {
            counts.put(name, rows.getLong(2));
          }
        }
      }
      return new SqlCounters(counts);
    }
  }

  /** Statements since an earlier count, without what the counting itself sent. */
  long statementsSince(SqlCounters earlier) {
    return since(earlier, STATEMENTS) - OWN;
  }

  /** Statements that change something, since an earlier count. */
  long writesSince(SqlCounters earlier) {
    return WRITES.stream().mapToLong(name -> since(earlier, name)).sum();
  }

  /** Of a connection that is opened and asks once: seen between two such counts. */
  private static final long OWN = ownStatements();

  private static long ownStatements() {
    try {
      var first = rawNow();
      return rawNow() - first;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long rawNow() throws SQLException {
    return now().counts.getOrDefault(STATEMENTS, 0L);
  }

  private long since(SqlCounters earlier, String name) {
    return counts.getOrDefault(name, 0L) - earlier.counts.getOrDefault(name, 0L);
  }
}
