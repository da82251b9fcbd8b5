package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;

/** What is copied of a tenant before it is upgraded. */
public enum RolloutSnapshot {
  /** Its database. Files are kept by hard links. */
  Database,
  /** A value that this operator does not know, stored by a newer one; never in the schema. */
  @JsonIgnore
  Unknown;

  /** Reads a stored value; one that only a newer operator knows becomes {@link #Unknown}. */
  @JsonCreator
  public static RolloutSnapshot of(String value) {
    return Arrays.stream(values())
        .filter(known -> known.name().equals(value))
        .findFirst()
        .orElse(Unknown);
  }
}
