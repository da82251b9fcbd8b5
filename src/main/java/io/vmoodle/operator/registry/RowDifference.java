package io.vmoodle.operator.registry;

import java.util.Arrays;
import java.util.List;

/** In which columns a row is not as wanted. */
public final class RowDifference {
  private RowDifference() {}

  /**
   * Names, never values, of the columns that have to be written to make {@code actual} what is
   * desired. Columns that the table does not have are left out, and so are keys that others put
   * into {@code metadata}.
   */
  public static List<String> between(RegistryRow desired, RegistryRow actual) {
    return columns(desired, actual).stream().map(Column::column).toList();
  }

  static List<Column> columns(RegistryRow desired, RegistryRow actual) {
    return Arrays.stream(Column.values())
        .filter(column -> column.differs(desired, actual))
        .toList();
  }
}
