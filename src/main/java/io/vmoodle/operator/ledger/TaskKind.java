package io.vmoodle.operator.ledger;

/** What one Job does to a tenant, beside installations and upgrades. */
public enum TaskKind {
  /** It puts the Moodle into maintenance. */
  MAINTENANCE_ON,
  /** It ends the maintenance that the operator began. */
  MAINTENANCE_OFF,
  /** It removes the data folder, after the database was dropped. */
  TRASH
}
