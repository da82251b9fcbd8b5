package io.vmoodle.operator.registry;

import java.util.Optional;

/** The JSON in a row's {@code metadata}: two keys are the operator's, all others are kept. */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // signatures only, so far
public final class Metadata {
  /** Key of the tenant's id. */
  public static final String TENANT_ID = "vmoodle.io/tenant-id";

  /** Key of the name of the release that the tenant's database is on; the boot's gate reads it. */
  public static final String RELEASE = "vmoodle.io/release";

  private Metadata() {}

  /** The operator's two keys as JSON. */
  public static String of(String tenantId, String release) {
    throw new UnsupportedOperationException();
  }

  /** The tenant's id in a row's metadata, if that is readable and has one. */
  public static Optional<String> tenantId(RegistryRow row) {
    throw new UnsupportedOperationException();
  }
}
