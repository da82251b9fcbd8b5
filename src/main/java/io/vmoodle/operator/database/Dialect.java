package io.vmoodle.operator.database;

/** What differs between engines. */
public interface Dialect {
  /** Quotes an identifier. */
  String quote(String identifier);
}
