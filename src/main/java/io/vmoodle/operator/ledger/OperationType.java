package io.vmoodle.operator.ledger;

/** What is being done to a tenant over many steps and Jobs. */
public enum OperationType {
  /** A Moodle is being installed in its database. */
  INSTALL,
  /** It is brought to another release. */
  UPGRADE
}
