package io.vmoodle.operator.registry;

import io.vmoodle.operator.database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** SQL on the plugin's table. */
record RegistryTable(Dialect dialect, String database, String tablePrefix) {
  private static final int ROWS_A_FETCH = 1_000;
  private static final String TIME_CREATED = "timecreated";
  private static final String LAST_CRON = "lastcron";

  /** What a query found, and the columns that the table has. */
  record Found(TableShape shape, List<RegistryRow> rows) {}

  /** Values to bind, in order. */
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  Found all(Connection connection) throws SQLException {
    return select(connection, "ORDER BY id", statement -> {});
  }

  /** When the plugin's cron last began to work on any tenant; 0 if it never did. */
  long lastCron(Connection connection) throws SQLException {
    if (!byId(connection, 0).shape().has(LAST_CRON)) {
      return 0;
    }
    try (var query =
            connection.prepareStatement("SELECT MAX(%s) FROM %s".formatted(LAST_CRON, name()));
        var rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  Found byId(Connection connection, long id) throws SQLException {
    return select(connection, "WHERE id = ?", statement -> statement.setLong(1, id));
  }

  /** Locked against every other writer until the transaction ends. */
  Found lock(Connection connection, long id) throws SQLException {
    return select(connection, "WHERE id = ? FOR UPDATE", statement -> statement.setLong(1, id));
  }

  /** In whatever case; on MariaDB also what its collation takes for equal, as the plugin does. */
  Found byVhostname(Connection connection, String vhostname) throws SQLException {
    return select(
        connection,
        "WHERE LOWER(vhostname) = LOWER(?) ORDER BY id",
        statement -> statement.setString(1, vhostname));
  }

  private Found select(Connection connection, String rest, Binding values) throws SQLException {
    try (var query = connection.prepareStatement("SELECT * FROM %s %s".formatted(name(), rest))) {
      query.setFetchSize(ROWS_A_FETCH);
      values.bind(query);
      try (var rows = query.executeQuery()) {
        var reader = RowReader.of(rows);
        if (!reader.shape().isRegistry()) {
          throw RegistryTableMissing.in(database, tableName());
        }
        var found = new ArrayList<RegistryRow>();
        while (rows.next()) {
          found.add(reader.read());
        }
        return new Found(reader.shape(), found);
      }
    } catch (SQLException e) {
      switch (dialect.kindOf(e)) {
        case MISSING -> throw RegistryTableMissing.in(database, tableName());
        case DENIED -> throw RegistryTableMissing.orDenied(database, tableName());
        default -> throw e;
      }
    }
  }

  /** Inserts a row and gives its id. */
  long insert(Connection connection, TableShape shape, RegistryRow row, Instant now)
      throws SQLException {
    var columns = shape.owned();
    var names = new ArrayList<>(columns.stream().map(Column::column).toList());
    if (shape.has(TIME_CREATED)) {
      names.add(TIME_CREATED);
    }
    var sql =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                name(),
                String.join(", ", names),
                names.stream().map(any -> "?").collect(Collectors.joining(", ")));
    try (var insert = connection.prepareStatement(sql, new String[] {"id"})) {
      bind(insert, shape, columns, row);
      if (shape.has(TIME_CREATED)) {
        insert.setLong(names.size(), now.getEpochSecond());
      }
      insert.executeUpdate();
      try (var keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  void update(
      Connection connection, TableShape shape, List<Column> columns, long id, RegistryRow row)
      throws SQLException {
    var assignments =
        columns.stream().map(column -> column.column() + " = ?").collect(Collectors.joining(", "));
    try (var update =
        connection.prepareStatement(
            "UPDATE %s SET %s WHERE id = ?".formatted(name(), assignments))) {
      bind(update, shape, columns, row);
      update.setLong(columns.size() + 1, id);
      update.executeUpdate();
    }
  }

  void delete(Connection connection, long id) throws SQLException {
    try (var delete =
        connection.prepareStatement("DELETE FROM %s WHERE id = ?".formatted(name()))) {
      delete.setLong(1, id);
      delete.executeUpdate();
    }
  }

  private static void bind(
      PreparedStatement statement, TableShape shape, List<Column> columns, RegistryRow row)
      throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      var value = columns.get(i).value(row);
      shape.requireFits(columns.get(i), value);
      statement.setObject(i + 1, value);
    }
  }

  private String tableName() {
    return tablePrefix + "local_vmoodle";
  }

  private String name() {
    return dialect.moodleTable(database, tableName());
  }
}
