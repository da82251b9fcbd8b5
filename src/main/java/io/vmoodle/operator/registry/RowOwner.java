package io.vmoodle.operator.registry;

/**
 * How a tenant recognises its row. An id alone is not enough: scripts of the plugin empty and
 * refill the table.
 *
 * @param tenantId as written into {@code metadata}
 * @param vhostname its root URL
 * @param vdbhost host of its database
 * @param vdbname its database
 */
public record RowOwner(String tenantId, String vhostname, String vdbhost, String vdbname) {
  /** The owner of a row that is to be written. */
  public static RowOwner of(String tenantId, RegistryRow desired) {
    return new RowOwner(tenantId, desired.vhostname(), desired.vdbhost(), desired.vdbname());
  }

  /**
   * Whether a row, found by the id in the ledger, is this tenant's. Its metadata says so; where
   * that says nothing (an older table, an adopted row, an edit by hand), the URL or the database
   * do, since no two tenants have the same.
   */
  public boolean owns(RegistryRow row) {
    return Metadata.tenantId(row)
        .map(tenantId::equals)
        .orElseGet(
            () ->
                row.vhostname().equals(vhostname)
                    || (row.vdbhost().equals(vdbhost) && row.vdbname().equals(vdbname)));
  }
}
