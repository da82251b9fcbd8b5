package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;

/** Who may turn an existing Moodle into a tenant. */
public enum Adoption {
  /** Nobody. */
  Forbidden,
  /** Tenants in the platform's own namespace. */
  PlatformNamespace,
  /** Every tenant of the platform. */
  Allowed,
  /** A value that this operator does not know, stored by a newer one; never in the schema. */
  @JsonIgnore
  Unknown;

  /** Reads a stored value; one that only a newer operator knows becomes {@link #Unknown}. */
  @JsonCreator
  public static Adoption of(String value) {
    return Arrays.stream(values())
        .filter(known -> known.name().equals(value))
        .findFirst()
        .orElse(Unknown);
  }
}
