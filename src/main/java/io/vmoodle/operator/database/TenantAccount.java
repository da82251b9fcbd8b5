package io.vmoodle.operator.database;

/**
 * A login that a tenant's Moodle uses.
 *
 * @param login one of the two names that {@link TenantNames} has
 * @param password what it logs in with; not more than 32 characters fit into a registry row
 * @param maxConnections how many sessions it may have at a time, at least 1
 */
public record TenantAccount(String login, String password, int maxConnections) {
  /**
   * Checks name and limit.
   *
   * @throws IllegalArgumentException when the login is no tenant's, the password is empty, or the
   *     limit is below 1 (0 would mean "no limit" on MariaDB)
   */
  public TenantAccount {
    if (TenantNames.ofLogin(login).isEmpty()) {
      throw new IllegalArgumentException("not a tenant's login: " + login);
    }
    if (password.isEmpty() || password.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a password for login " + login);
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException("not a connection limit: " + maxConnections);
    }
  }

  /** The tenant that it belongs to. */
  public TenantNames tenant() {
    return TenantNames.ofLogin(login).orElseThrow();
  }

  @Override
  public String toString() {
    return "TenantAccount[login=%s, password=(hidden), maxConnections=%d]"
        .formatted(login, maxConnections);
  }
}
