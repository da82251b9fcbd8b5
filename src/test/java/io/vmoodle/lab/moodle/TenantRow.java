package io.vmoodle.lab.moodle;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a test writes to the registry.
 *
 * @param url the tenant's, as {@code vhostname}
 * @param type {@code mariadb} or {@code pgsql}
 * @param database its name and its login's
 * @param dataroot its data folder
 * @param enabled 0 or 1
 * @param metadata the JSON, or null
 */
public record TenantRow(
    String url,
    String type,
    String database,
    Path dataroot,
    int enabled,
    @Nullable String metadata) {
  /** Password of every tenant's login. */
  public static final String PASSWORD = "tenant-Secret-1";

  /** The same at another URL. */
  public TenantRow at(String other) {
    return new TenantRow(other, type, database, dataroot, enabled, metadata);
  }

  /** The same, not enabled. */
  public TenantRow disabled() {
    return new TenantRow(url, type, database, dataroot, 0, metadata);
  }

  /** The same with other metadata. */
  public TenantRow with(@Nullable String other) {
    return new TenantRow(url, type, database, dataroot, enabled, other);
  }

  /** The same, of this tenant and on this release. */
  public TenantRow on(String release, String tenantId) {
    return with(
        "{\"vmoodle.io/tenant-id\": \"%s\", \"vmoodle.io/release\": \"%s\"}"
            .formatted(tenantId, release));
  }
}
