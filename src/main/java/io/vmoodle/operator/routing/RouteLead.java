package io.vmoodle.operator.routing;

/** Where the stored route of a tenant leads. */
public enum RouteLead {
  /** There is none. */
  NOWHERE,
  /** To the Service of the tenant's release, exactly as desired. */
  RELEASE,
  /** To the platform's unavailable Service. */
  UNAVAILABLE,
  /** It is there and is not as desired. */
  ELSEWHERE;

  /** Whether a visitor may get to Moodle by it. */
  public boolean mayServe() {
    return this == RELEASE || this == ELSEWHERE;
  }
}
