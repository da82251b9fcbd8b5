package io.vmoodle.operator.registry;

/**
 * How a tenant recognises its row. An id alone is not enough: scripts of the plugin empty and
 * refill the table.
 *
 * @param tenantId as written into {@code metadata}
 * @param vhostname its root URL
 * @param vdbname its database
 */
public record RowOwner(String tenantId, String vhostname, String vdbname) {}
