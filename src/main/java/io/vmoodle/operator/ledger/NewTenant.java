package io.vmoodle.operator.ledger;

/**
 * A tenant that is to be claimed: the names that it will have, before any of them exists.
 *
 * @param id ten characters {@code [a-z0-9]}
 * @param namespace of the VirtualMoodle
 * @param name of the VirtualMoodle
 * @param uid of the VirtualMoodle
 * @param origin who makes its database and folder
 * @param url its root URL
 * @param server name of its database server in the platform
 * @param database its first database
 * @param generation the number in that database's name; 0 for an existing database
 * @param login the login that serves it first; claimed only when the operator makes it, because
 *     existing tenants may share one
 * @param dataDir path of its data folder
 * @param release name of the release that its database is, or will be, on
 * @param releaseService {@code name:port} of that release's Service
 */
public record NewTenant(
    String id,
    String namespace,
    String name,
    String uid,
    Origin origin,
    String url,
    String server,
    String database,
    int generation,
    String login,
    String dataDir,
    String release,
    String releaseService) {
  /**
   * Checks that the ledger can hold it.
   *
   * @throws IllegalArgumentException naming the part that is too long
   */
  public NewTenant {
    limit("id", id, 32);
    limit("namespace", namespace, 63);
    limit("name", name, 253);
    limit("uid", uid, 64);
    limit("url", url, 255);
    limit("server", server, 63);
    limit("database", database, 64);
    limit("login", login, 64);
    limit("dataDir", dataDir, 255);
    limit("release", release, 63);
    limit("releaseService", releaseService, 80);
  }

  private static void limit(String part, String value, int most) {
    int length = value.codePointCount(0, value.length());
    if (length > most) {
      throw new IllegalArgumentException(
          "a tenant's %s has at most %d characters, not %d".formatted(part, most, length));
    }
  }
}
