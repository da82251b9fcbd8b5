package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;

/** What becomes of a tenant whose upgrade failed. */
public enum RolloutFailure {
  /** It is put back to the release and the data that it had. */
  Restore,
  /** A value that this operator does not know, stored by a newer one; never in the schema. */
  @JsonIgnore
  Unknown;

  /** Reads a stored value; one that only a newer operator knows becomes {@link #Unknown}. */
  @JsonCreator
  public static RolloutFailure of(String value) {
    return Arrays.stream(values())
        .filter(known -> known.name().equals(value))
        .findFirst()
        .orElse(Unknown);
  }
}
