package io.vmoodle.operator.ledger;

/** What a tenant is to the ledger. Every change of it raises the tenant's fence. */
public enum TenantState {
  /** Wanted. */
  ACTIVE,
  /** Being removed; may still become {@link #ACTIVE} again. */
  DELETING,
  /**
   * Off the registry, its URL free for others. What the operator made for it, database, login and
   * folder, stays claimed until it is reclaimed or purged.
   */
  RELEASED
}
