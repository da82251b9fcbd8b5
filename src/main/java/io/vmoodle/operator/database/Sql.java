package io.vmoodle.operator.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JDBC without its ceremony: statements that cannot bind, and queries that always do. */
final class Sql {
  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Work on a connection without a result. */
  @FunctionalInterface
  interface Action {
    void on(Connection connection) throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Sql() {}

  /** Runs statements one after the other. */
  static void run(Connection connection, String... statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Inserts, updates or deletes, with bound values. */
  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (var statement = bind(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** All rows of a query. */
  static <T> List<T> rows(Connection connection, Row<T> row, String sql, Object... values)
      throws SQLException {
    try (var statement = bind(connection, sql, values);
        var found = statement.executeQuery()) {
      var rows = new ArrayList<T>();
      while (found.next()) {
        rows.add(row.read(found));
      }
      return rows;
    }
  }

  /** The first row of a query. */
  static <T> Optional<T> first(Connection connection, Row<T> row, String sql, Object... values)
      throws SQLException {
    return rows(connection, row, sql, values).stream().findFirst();
  }

  /** The first column of all rows, as text. */
  static List<String> texts(Connection connection, String sql, Object... values)
      throws SQLException {
    return rows(connection, row -> row.getString(1), sql, values);
  }

  /** The one number that a query counts. */
  static int count(Connection connection, String sql, Object... values) throws SQLException {
    return first(connection, row -> row.getInt(1), sql, values).orElseThrow();
  }

  private static PreparedStatement bind(Connection connection, String sql, Object... values)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
