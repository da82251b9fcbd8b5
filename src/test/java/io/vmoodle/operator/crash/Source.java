package io.vmoodle.operator.crash;

/** Where a tenant's Moodle comes from. */
enum Source {
  /** It is to be installed in a database that the operator makes. */
  INSTALL,
  /** It is there, and a Secret of the tenant's tells the login. */
  EXISTING,
  /** It is there, and its registry row tells the login. */
  ADOPTED
}
