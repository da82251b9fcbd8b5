package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;

/** How a label is compared. */
public enum SelectorOperator {
  /** The value is one of the listed ones. */
  In,
  /** The label is absent or its value is none of the listed ones. */
  NotIn,
  /** The label is there. */
  Exists,
  /** The label is not there. */
  DoesNotExist,
  /** A value that this operator does not know, stored by a newer one; never in the schema. */
  @JsonIgnore
  Unknown;

  /** Reads a stored value; one that only a newer operator knows becomes {@link #Unknown}. */
  @JsonCreator
  public static SelectorOperator of(String value) {
    return Arrays.stream(values())
        .filter(known -> known.name().equals(value))
        .findFirst()
        .orElse(Unknown);
  }
}
