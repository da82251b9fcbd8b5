package io.vmoodle.operator.api.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;

/** How the operator's connections to a database server are protected. */
public enum TlsMode {
  /** They are not. */
  Disable,
  /** They are encrypted; whoever answers is believed to be the server. */
  Require,
  /** They are encrypted, and an authority that is trusted vouches for the server. */
  VerifyCA,
  /** The same, and for the very host that is connected to. */
  VerifyFull,
  /** A value that this operator does not know, stored by a newer one; never in the schema. */
  @JsonIgnore
  Unknown;

  /** Reads a stored value; one that only a newer operator knows becomes {@link #Unknown}. */
  @JsonCreator
  public static TlsMode of(String value) {
    return Arrays.stream(values())
        .filter(known -> known.name().equals(value))
        .findFirst()
        .orElse(Unknown);
  }
}
