package io.vmoodle.operator.ledger;

/** How far an upgrade has come; each is durable before anything of it is done. */
public enum UpgradePhase {
  /** A Job puts the tenant in maintenance and keeps what a way back needs of its files. */
  QUIESCING,
  /** The tenant's database is copied. */
  SNAPSHOTTING,
  /** A Job with the new code upgrades the database. */
  UPGRADING,
  /** The Job is over, however it ended: the database has to show what it did. */
  VERIFYING,
  /** Ledger and row name the new release; the route follows. */
  SWITCHING,
  /** A Job opens the tenant. From here on nothing is put back: visitors may have written. */
  OPENING,
  /** It is looked at whether it serves. */
  WATCHING,
  /** The upgrade failed: the copy takes the place of the database that it worked in. */
  RESTORING,
  /** The tenant has the database that it had before; a Job puts its files back and opens it. */
  REVERTING,
  /** It serves as it did before the upgrade, which failed. */
  FAILED;

  /** Whether something is still to be done. */
  public boolean running() {
    return this != FAILED;
  }

  /** Whether the upgrade failed, put back already or not. */
  public boolean failed() {
    return this == RESTORING || this == REVERTING || this == FAILED;
  }
}
