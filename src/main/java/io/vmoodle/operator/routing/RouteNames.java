package io.vmoodle.operator.routing;

/**
 * The names of the objects that routes are made of. With a platform's name of at most 40 characters
 * and a tenant id of ten, none is longer than 63.
 */
public final class RouteNames {
  private RouteNames() {}

  /** The Ingress of a tenant with a host of its own. */
  public static String ofTenant(String tenantId) {
    return "vm-" + tenantId;
  }

  /**
   * An Ingress of the main host.
   *
   * @param part 0 for the one that also routes the main Moodle; others exist only when the
   *     sub-paths do not fit in one object
   */
  public static String ofMain(String platform, int part) {
    return part == 0 ? platform + "-main" : platform + "-main-" + part;
  }

  /** The ConfigMap that lists the sub-path names. */
  public static String ofSubPaths(String platform) {
    return platform + "-subpaths";
  }

  /** The Service without endpoints. */
  public static String ofUnavailable(String platform) {
    return platform + "-unavailable";
  }
}
