package io.vmoodle.operator.tenant.facts;

import java.util.Set;

/**
 * What there is of a tenant's upgrade, besides what the ledger and its Jobs say.
 *
 * @param copy the database that is a copy from before the upgrade
 * @param drainOverdue sessions in the tenant's database had the time that they may have to end
 * @param settled routes had the time that they have to follow the tenant to its new release
 * @param outdated generations of its other databases that need not be kept any longer
 */
public record UpgradeFacts(
    Presence copy, boolean drainOverdue, boolean settled, Set<Integer> outdated) {
  /** There is nothing. */
  public static final UpgradeFacts NONE = new UpgradeFacts(Presence.ABSENT, false, false, Set.of());

  /** Copies what it is given. */
  public UpgradeFacts {
    outdated = Set.copyOf(outdated);
  }
}
