package io.vmoodle.operator.database;

/**
 * A tenant's database and the login that may use it.
 *
 * @param name one of the names that {@link TenantNames} has
 * @param login a login of the same tenant
 */
public record TenantDatabase(String name, String login) {
  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException when they are not names of one tenant
   */
  public TenantDatabase {
    var owner = TenantNames.ofDatabase(name);
    if (owner.isEmpty()) {
      throw new IllegalArgumentException("not a tenant's database: " + name);
    }
    if (!owner.equals(TenantNames.ofLogin(login))) {
      throw new IllegalArgumentException(
          "login %s is not of the tenant of database %s".formatted(login, name));
    }
  }

  /** The tenant that it belongs to. */
  public TenantNames tenant() {
    return TenantNames.ofDatabase(name).orElseThrow();
  }
}
