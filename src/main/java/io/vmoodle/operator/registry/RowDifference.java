package io.vmoodle.operator.registry;

import java.util.List;

/** In which columns two rows differ. */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // signatures only, so far
public final class RowDifference {
  private RowDifference() {}

  /** Names, never values, of the columns in which {@code actual} is not as wanted. */
  public static List<String> between(RegistryRow desired, RegistryRow actual) {
    throw new UnsupportedOperationException();
  }
}
