package io.vmoodle.operator.tenant.facts;

/** The names of what a tenant's installation is made of; they follow from its id. */
public final class InstallNames {
  /** The key of both Secrets that holds the password. */
  public static final String PASSWORD = "password";

  private InstallNames() {}

  /** The Job that installs Moodle in the database of a generation. */
  public static String job(String tenantId, int generation) {
    return "vm-%s-install-%d".formatted(tenantId, generation);
  }

  /** The Secret with the administrator's password, in the platform's namespace, for the Job. */
  public static String secret(String tenantId) {
    return "vm-" + tenantId + "-install";
  }

  /** The Secret with the administrator that nobody chose, in the tenant's namespace. */
  public static String adminSecret(String tenantId) {
    return "vm-" + tenantId + "-admin";
  }
}
