package io.vmoodle.operator.crash;

import io.vmoodle.lab.database.DatabaseLab;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a query finds, as text. */
final class Answer {
  private Answer() {}

  /** All rows as the superuser sees them; null is an empty text. */
  static List<List<String>> of(DatabaseLab lab, String database, String sql) throws SQLException {
    try (var connection = lab.superuser(database);
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      var rows = new ArrayList<List<String>>();
      while (found.next()) {
        var row = new ArrayList<String>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
          row.add(Objects.requireNonNullElse(found.getString(column), ""));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
