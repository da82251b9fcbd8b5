package io.vmoodle.operator.registry;

/** A fingerprint of the columns that the operator owns. */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // signatures only, so far
public final class RowHash {
  private RowHash() {}

  /** The fingerprint of a tenant's row, 64 hexadecimal digits. */
  public static String of(String tenantId, RegistryRow row) {
    throw new UnsupportedOperationException();
  }
}
