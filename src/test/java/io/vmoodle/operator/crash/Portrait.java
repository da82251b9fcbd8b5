package io.vmoodle.operator.crash;

import java.util.Set;

/**
 * Everything that there is of one tenant.
 *
 * @param resource the reason of its resource's readiness; empty without a resource
 * @param ledger its state in the ledger; empty where the ledger does not know it
 * @param claims the kinds of names that the ledger holds for it
 * @param rows how many registry rows have its URL
 * @param database whether its database is there, and of those that the operator makes no other
 * @param login {@code open}, {@code locked}, or empty for a login that is not there or not ours
 * @param secret whether there is a Secret of the operator's with its login
 * @param route {@code serving}, {@code unavailable}, or empty without one
 * @param logsIn whether what the row says, and the Secret where there is one, opens the database
 */
record Portrait(
    String resource,
    String ledger,
    Set<String> claims,
    int rows,
    boolean database,
    String login,
    boolean secret,
    String route,
    boolean logsIn) {
  /** How a tenant has to be in the end. */
  static Portrait wanted(Tenant tenant, End end) {
    var made = tenant.source() == Source.INSTALL;
    var names = made ? Set.of("database", "login", "data_dir") : Set.<String>of();
    return switch (end) {
      case NOTHING, GONE -> new Portrait("", "", Set.of(), 0, !made, "", false, "", false);
      case PROVISIONED -> active(tenant, "WaitingForJob", true, "");
      case REINSTALLING -> active(tenant, Site.REINSTALLING, true, "");
      case UPGRADED -> active(tenant, "Ready", true, "serving 4.5");
      case SERVING, ROTATED, PUT_BACK, LEFT_AS_IT_WAS, TRIED_AGAIN ->
          active(tenant, "Ready", true, "serving");
      case SUSPENDED -> active(tenant, "Suspended", true, "unavailable");
      case MAINTENANCE -> active(tenant, "Maintenance", true, "serving");
      case FAILING -> active(tenant, "JobFailed", true, "serving");
      case LOST -> active(tenant, "DatabaseLost", false, "serving");
      case LEFT -> new Portrait("", "RELEASED", names, 1, true, "open", true, "serving", true);
      case RETAINED ->
          new Portrait(
              "",
              "RELEASED",
              names,
              0,
              true,
              made ? "locked" : "",
              tenant.source() == Source.ADOPTED,
              "",
              false);
    };
  }

  private static Portrait active(Tenant tenant, String reason, boolean database, String route) {
    var made = tenant.source() == Source.INSTALL;
    return new Portrait(
        reason,
        "ACTIVE",
        made
            ? Set.of("url", "database", "login", "data_dir")
            : Set.of("url", "database", "data_dir"),
        1,
        database,
        made ? "open" : "",
        tenant.source() != Source.EXISTING,
        route,
        database);
  }
}
