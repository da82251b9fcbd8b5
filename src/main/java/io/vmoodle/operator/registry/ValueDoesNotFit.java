package io.vmoodle.operator.registry;

/** A value cannot be stored in its column of the registry. The message never has the value. */
public final class ValueDoesNotFit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String column;

  ValueDoesNotFit(String column, String reason) {
    super("registry column %s %s".formatted(column, reason));
    this.column = column;
  }

  /** The column's name. */
  public String column() {
    return column;
  }
}
