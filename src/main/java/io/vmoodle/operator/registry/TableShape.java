package io.vmoodle.operator.registry;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a registry table has. Read anew with each query, at no cost, because the plugin
 * may be upgraded at any time.
 *
 * @param limits for each column the most characters that it holds
 */
record TableShape(Map<String, Integer> limits) {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  static TableShape of(ResultSet rows) throws SQLException {
    var columns = rows.getMetaData();
    var limits = new HashMap<String, Integer>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      boolean limited = columns.getColumnType(i) == Types.VARCHAR && columns.getPrecision(i) > 0;
      limits.put(
          columns.getColumnName(i).toLowerCase(Locale.ROOT),
          limited ? columns.getPrecision(i) : UNLIMITED);
    }
    return new TableShape(Map.copyOf(limits));
  }

  boolean has(String column) {
    return limits.containsKey(column);
  }

  /** Whether it has all that the plugin's first versions had. */
  boolean isRegistry() {
    return has("id")
        && Arrays.stream(Column.values())
            .allMatch(column -> column == Column.METADATA || has(column.column()));
  }

  /** The owned columns that are there. */
  List<Column> owned() {
    return Arrays.stream(Column.values()).filter(column -> has(column.column())).toList();
  }

  /**
   * Checks a value before it is sent, since a server may cut off what is too long without a word.
   *
   * @throws ValueDoesNotFit when the column cannot hold it
   */
  void requireFits(Column column, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return;
    }
    int limit = limits.getOrDefault(column.column(), UNLIMITED);
    int length = text.codePointCount(0, text.length());
    if (length > limit) {
      throw new ValueDoesNotFit(
          column.column(), "takes %d characters, not %d".formatted(limit, length));
    }
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new ValueDoesNotFit(column.column(), "cannot hold a character of this text");
    }
  }
}
