package io.vmoodle.operator.registry;

import org.jspecify.annotations.Nullable;

/**
 * A row of the registry: the columns that the operator owns, named as the plugin names them. NULL
 * in a text column reads as empty. What the plugin's cron writes is not here.
 *
 * @param id null for a row that is still to be written
 * @param name display name; at most 255 characters
 * @param shortname at most 80 characters
 * @param description text
 * @param vhostname the root URL: scheme, host, port unless the scheme's own, sub-path; no trailing
 *     slash; Moodle's boot compares it with the request's
 * @param vdbtype the Moodle driver: {@code mariadb} or {@code pgsql}
 * @param vdbhost at most 80 characters; there is no port
 * @param vdblogin at most 16 characters
 * @param vdbpass in clear, as Moodle's boot needs it; at most 32 characters
 * @param vdbname at most 64 characters
 * @param vdbprefix at most 10 characters
 * @param vdbpersist persistent connections
 * @param vdatapath the data folder as Moodle's code sees it
 * @param mnet -1: no MNet; 0: bound to the main Moodle only; from 1 on: a subnetwork's number
 * @param enabled whether the plugin's cron runs it; only the operator's own boot lets it switch
 *     serving as well
 * @param metadata JSON; null when the table has no such column (plugins before 2017090100)
 */
public record RegistryRow(
    @Nullable Long id,
    String name,
    String shortname,
    String description,
    String vhostname,
    String vdbtype,
    String vdbhost,
    String vdblogin,
    String vdbpass,
    String vdbname,
    String vdbprefix,
    boolean vdbpersist,
    String vdatapath,
    int mnet,
    boolean enabled,
    @Nullable String metadata) {
  /** With what others put into the metadata of a row that is to become this one. */
  RegistryRow mergedInto(RegistryRow actual) {
    var merged =
        metadata == null || actual.metadata == null
            ? metadata
            : Metadata.merge(actual.metadata, metadata);
    return new RegistryRow(
        id,
        name,
        shortname,
        description,
        vhostname,
        vdbtype,
        vdbhost,
        vdblogin,
        vdbpass,
        vdbname,
        vdbprefix,
        vdbpersist,
        vdatapath,
        mnet,
        enabled,
        merged);
  }

  /** Everything but the password. */
  @Override
  public String toString() {
    return "RegistryRow[id=%s, vhostname=%s, vdbhost=%s, vdbname=%s, vdblogin=%s, enabled=%s]"
        .formatted(id, vhostname, vdbhost, vdbname, vdblogin, enabled);
  }
}
