package io.vmoodle.operator.registry;

import static java.util.Objects.requireNonNullElse;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a query on the registry. */
record RowReader(ResultSet rows, TableShape shape) {
  static RowReader of(ResultSet rows) throws SQLException {
    return new RowReader(rows, TableShape.of(rows));
  }

  RegistryRow read() throws SQLException {
    return new RegistryRow(
        rows.getLong("id"),
        text(Column.NAME),
        text(Column.SHORTNAME),
        text(Column.DESCRIPTION),
        text(Column.VHOSTNAME),
        text(Column.VDBTYPE),
        text(Column.VDBHOST),
        text(Column.VDBLOGIN),
        text(Column.VDBPASS),
        text(Column.VDBNAME),
        text(Column.VDBPREFIX),
        number(Column.VDBPERSIST) != 0,
        text(Column.VDATAPATH),
        number(Column.MNET),
        number(Column.ENABLED) != 0,
        metadata());
  }

  /** Moodle's own code makes no difference between NULL and an empty text here. */
  private String text(Column column) throws SQLException {
    return requireNonNullElse(rows.getString(column.column()), "");
  }

  private int number(Column column) throws SQLException {
    return rows.getInt(column.column());
  }

  private @Nullable String metadata() throws SQLException {
    return shape.has(Column.METADATA.column()) ? text(Column.METADATA) : null;
  }
}
