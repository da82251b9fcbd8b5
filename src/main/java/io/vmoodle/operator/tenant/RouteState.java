package io.vmoodle.operator.tenant;

import io.vmoodle.operator.routing.RouteAnswer;
import io.vmoodle.operator.routing.RouteLead;

/**
 * What the stored routes of a tenant do.
 *
 * @param lead where the one of the platform's kind leads
 * @param answer whether anything took it; accepted where there is none
 * @param oldLead where one of the other kind leads, left from before the platform changed its kind
 * @param fleetChange what is to be changed follows from platform or operator, so that it is to be
 *     changed for many tenants at once; false where the tenant itself or a person's edit asks for
 *     it
 */
record RouteState(RouteLead lead, RouteAnswer answer, RouteLead oldLead, boolean fleetChange) {
  static final RouteState MISSING = plain(RouteLead.NOWHERE);
  static final RouteState SERVING = plain(RouteLead.RELEASE);
  static final RouteState UNAVAILABLE = plain(RouteLead.UNAVAILABLE);
  static final RouteState DIFFERENT = plain(RouteLead.ELSEWHERE);

  private static RouteState plain(RouteLead lead) {
    return new RouteState(lead, new RouteAnswer.Accepted(), RouteLead.NOWHERE, false);
  }

  /** Whether it leads to the Service of the tenant's release, exactly as desired. */
  boolean asDesired() {
    return lead == RouteLead.RELEASE;
  }

  /** Whether a visitor may get to Moodle. */
  boolean mayServe() {
    return lead.mayServe() || oldLead.mayServe();
  }

  /** Whether there is no route. */
  boolean gone() {
    return lead == RouteLead.NOWHERE && !oldIsThere();
  }

  boolean oldIsThere() {
    return oldLead != RouteLead.NOWHERE;
  }
}
