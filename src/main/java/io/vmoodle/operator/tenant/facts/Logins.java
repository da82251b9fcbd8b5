package io.vmoodle.operator.tenant.facts;

/**
 * The two logins of a tenant as they were found.
 *
 * @param current the one that serves it; PRESENT for existing tenants, whose logins are not ours
 * @param maxConnections how many sessions that one may have at a time; 0: no limit
 * @param other the one that served it before, or will next
 */
public record Logins(Presence current, int maxConnections, OtherLogin other) {
  /** The server could not be asked. */
  public static final Logins UNKNOWN = new Logins(Presence.UNKNOWN, 0, OtherLogin.CLOSED);

  /** Of an existing tenant: nothing is done about them. */
  public static final Logins OF_OTHERS = new Logins(Presence.PRESENT, 0, OtherLogin.CLOSED);

  /** The same of one that did not let its Moodle in. */
  public static final Logins OF_OTHERS_REFUSED = new Logins(Presence.REFUSED, 0, OtherLogin.CLOSED);
}
