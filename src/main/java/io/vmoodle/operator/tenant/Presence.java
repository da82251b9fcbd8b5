package io.vmoodle.operator.tenant;

/** How a database or a login was found on its server. */
enum Presence {
  /** The server could not be asked. */
  UNKNOWN,
  ABSENT,
  PRESENT,
  /** A login that is there and cannot log in. */
  LOCKED
}
