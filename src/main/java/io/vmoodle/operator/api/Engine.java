package io.vmoodle.operator.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kind of a database server. */
public enum Engine {
  /** MariaDB 10.6 or newer. */
  MariaDB,
  /** PostgreSQL 15 or newer. */
  PostgreSQL;

  /**
   * Reads a stored value.
   *
   * @return null for an engine that only a newer operator knows; there is no constant for it
   *     because every constant has a dialect
   */
  @JsonCreator
  public static @Nullable Engine of(String value) {
    return Arrays.stream(values())
        .filter(engine -> engine.name().equals(value))
        .findFirst()
        .orElse(null);
  }
}
