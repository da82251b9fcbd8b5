package io.vmoodle.operator.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a copy of a database lacks, or has beside what its source has. */
final class Comparison {
  private static final int NAMED = 10;

  /** Counting the rows of a table reads all of it. */
  private static final long SMALL_BYTES = 16L << 20;

  private final Pools pools;
  private final Credentials account;

  Comparison(Pools pools, Credentials account) {
    this.pools = pools;
    this.account = account;
  }

  List<String> of(String source, String copy) {
    try (var from = pools.direct(source, account);
        var to = pools.direct(copy, account)) {
      var differences = shapes(columns(from), columns(to));
      return differences.isEmpty() ? contents(from, to) : differences;
    } catch (SQLException e) {
      throw pools.failed("compare database %s with %s".formatted(copy, source), e);
    }
  }

  private static List<String> shapes(Map<String, String> source, Map<String, String> copy) {
    var names = new TreeSet<>(source.keySet());
    names.addAll(copy.keySet());
    var differences = new ArrayList<String>();
    for (var table : names) {
      if (!copy.containsKey(table)) {
        differences.add("table %s is missing in the copy".formatted(table));
      } else if (!source.containsKey(table)) {
        differences.add("table %s is only in the copy".formatted(table));
      } else if (!source.get(table).equals(copy.get(table))) {
        differences.add("table %s has other columns in the copy".formatted(table));
      }
    }
    return differences.subList(0, Math.min(NAMED, differences.size()));
  }

  private List<String> contents(Connection source, Connection copy) throws SQLException {
    var differences = new ArrayList<String>();
    for (var table : counts(source).entrySet()) {
      var question = table.getValue() + " FROM " + pools.dialect().quote(table.getKey());
      var before = Sql.texts(source, question).getFirst();
      var after = Sql.texts(copy, question).getFirst();
      if (!before.equals(after)) {
        differences.add(
            "table %s has %s rows or as highest id in place of %s in the copy"
                .formatted(table.getKey(), after, before));
      }
      if (differences.size() == NAMED) {
        break;
      }
    }
    return differences;
  }

  /** All columns of all tables and views, by table. */
  private Map<String, String> columns(Connection connection) throws SQLException {
    var columns = new TreeMap<String, String>();
    Sql.rows(
        connection,
        row -> columns.merge(row.getString(1), row.getString(2), String::concat),
        switch (pools.dialect().engine()) {
          case MariaDB ->
              """
              SELECT table_name, concat_ws(' ', column_name, column_type, is_nullable,
                                           column_default, collation_name, extra, ';')
                FROM information_schema.columns WHERE table_schema = database()
               ORDER BY table_name, ordinal_position
              """;
          case PostgreSQL ->
              """
              SELECT table_name, concat_ws(' ', column_name, udt_name, character_maximum_length,
                                           numeric_precision, numeric_scale, is_nullable,
                                           column_default, collation_name, ';')
                FROM information_schema.columns WHERE table_schema = current_schema()
               ORDER BY table_name, ordinal_position
              """;
        });
    return columns;
  }

  /**
   * What to ask of each table: its rows, or of a large one with ids, which Moodle's have, more
   * cheaply.
   */
  private Map<String, String> counts(Connection connection) throws SQLException {
    var counts = new TreeMap<String, String>();
    Sql.rows(
        connection,
        row ->
            counts.put(
                row.getString(1),
                row.getLong(2) > SMALL_BYTES && row.getBoolean(3)
                    ? "SELECT coalesce(max(id), 0)"
                    : "SELECT count(*)"),
        switch (pools.dialect().engine()) {
          case MariaDB ->
              """
              SELECT t.table_name, coalesce(t.data_length, 0), c.column_name IS NOT NULL
                FROM information_schema.tables t LEFT JOIN information_schema.columns c
                  ON c.table_schema = t.table_schema AND c.table_name = t.table_name
                 AND c.column_name = 'id'
               WHERE t.table_schema = database() AND t.table_type = 'BASE TABLE'
              """;
          case PostgreSQL ->
              """
              SELECT t.relname, pg_relation_size(t.oid), c.attname IS NOT NULL
                FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
                LEFT JOIN pg_attribute c
                  ON c.attrelid = t.oid AND c.attname = 'id' AND NOT c.attisdropped
               WHERE t.relkind = 'r' AND n.nspname = current_schema()
              """;
        });
    return counts;
  }
}
