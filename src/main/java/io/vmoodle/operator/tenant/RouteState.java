package io.vmoodle.operator.tenant;

/** What the stored route of a tenant does. */
enum RouteState {
  MISSING,
  /** It leads to the Service of the tenant's release, exactly as desired. */
  SERVING,
  /** It leads to the platform's unavailable Service. */
  UNAVAILABLE,
  /** It is there and is not as desired. */
  DIFFERENT
}
