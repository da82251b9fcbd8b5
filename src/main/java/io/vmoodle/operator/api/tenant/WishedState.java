package io.vmoodle.operator.api.tenant;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;

/** Whether a tenant is to be served. */
public enum WishedState {
  /** It is. */
  Active,
  /** Its Moodle shows visitors that it is under maintenance. */
  Maintenance,
  /** Its route leads to the unavailable Service, and its row is disabled. */
  Suspended,
  /** A value that this operator does not know, stored by a newer one; never in the schema. */
  @JsonIgnore
  Unknown;

  /** Reads a stored value; one that only a newer operator knows becomes {@link #Unknown}. */
  @JsonCreator
  public static WishedState of(String value) {
    return Arrays.stream(values())
        .filter(known -> known.name().equals(value))
        .findFirst()
        .orElse(Unknown);
  }
}
