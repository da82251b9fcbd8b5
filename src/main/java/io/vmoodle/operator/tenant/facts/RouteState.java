package io.vmoodle.operator.tenant.facts;

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
 * @param loginPage what a visitor would find there, as far as that is to be known
 */
public record RouteState(
    RouteLead lead,
    RouteAnswer answer,
    RouteLead oldLead,
    boolean fleetChange,
    LoginPage loginPage) {
  /** There is none. */
  public static final RouteState MISSING = plain(RouteLead.NOWHERE);

  /** It leads to the Service of the tenant's release. */
  public static final RouteState SERVING = plain(RouteLead.RELEASE);

  /** It leads to the Service without pods. */
  public static final RouteState UNAVAILABLE = plain(RouteLead.UNAVAILABLE);

  /** It is there, and not as it should be. */
  public static final RouteState DIFFERENT = plain(RouteLead.ELSEWHERE);

  /** Where nobody is to ask what a visitor would find. */
  public RouteState(RouteLead lead, RouteAnswer answer, RouteLead oldLead, boolean fleetChange) {
    this(lead, answer, oldLead, fleetChange, LoginPage.GOOD);
  }

  private static RouteState plain(RouteLead lead) {
    return new RouteState(lead, new RouteAnswer.Accepted(), RouteLead.NOWHERE, false);
  }

  /** The same with what is known of the login page. */
  public RouteState with(LoginPage seen) {
    return new RouteState(lead, answer, oldLead, fleetChange, seen);
  }

  /** Whether it leads to the Service of the tenant's release, exactly as desired. */
  public boolean asDesired() {
    return lead == RouteLead.RELEASE;
  }

  /** Whether nothing says that nobody takes it. */
  public boolean isTaken() {
    return answer instanceof RouteAnswer.Accepted || answer instanceof RouteAnswer.Pending;
  }

  /** Whether a visitor may get to Moodle. */
  public boolean mayServe() {
    return lead.mayServe() || oldLead.mayServe();
  }

  /** Whether there is no route. */
  public boolean gone() {
    return lead == RouteLead.NOWHERE && !oldIsThere();
  }

  /** Whether a route of the kind that the platform had before is still stored. */
  public boolean oldIsThere() {
    return oldLead != RouteLead.NOWHERE;
  }
}
