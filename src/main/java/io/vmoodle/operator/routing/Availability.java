package io.vmoodle.operator.routing;

/** Whether a tenant's route leads to Moodle. */
public enum Availability {
  /** To the release that the tenant's database is on. */
  Serving,
  /**
   * To the unavailable Service, because the tenant is suspended or being deleted. The plugin serves
   * a tenant with {@code enabled = 0} like any other, and without a route a wildcard of somebody
   * else might answer.
   */
  Unavailable
}
