package io.vmoodle.operator.registry;

/** A value is longer than its column in the registry. */
public final class ColumnLimitExceeded extends RuntimeException {
  private final String column;

  ColumnLimitExceeded(String column, int limit, int length) {
    super("registry column %s takes %d characters, not %d".formatted(column, limit, length));
    this.column = column;
  }

  /** The column's name. */
  public String column() {
    return column;
  }
}
