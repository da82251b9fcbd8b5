package io.vmoodle.operator.tenant.facts;

/** How a database or a login was found on its server. */
public enum Presence {
  /** The server could not be asked. */
  UNKNOWN,
  ABSENT,
  PRESENT,
  /** A database that its login cannot use: half made, restored by hand, or somebody else's. */
  UNUSABLE,
  /** A login that is there and cannot log in. */
  LOCKED,
  /** A login that is there, and did not let Moodle in with what its row says. */
  REFUSED
}
