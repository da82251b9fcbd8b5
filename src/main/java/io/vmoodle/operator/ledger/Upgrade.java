package io.vmoodle.operator.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an operation of type {@link OperationType#UPGRADE} has beside what every operation has.
 *
 * @param phase how far it has come
 * @param number the tenant's fence when it began, which names what it keeps in the data folder
 * @param copyGeneration generation of the database that is a copy from before the upgrade
 * @param hash {@code allversionshash} of a database that the new code has upgraded
 * @param tries how often the phase's Job was planned again; 0 for the first
 * @param startedAt when the upgrade began
 * @param phaseSince when the phase began
 */
public record Upgrade(
    UpgradePhase phase,
    long number,
    int copyGeneration,
    String hash,
    int tries,
    Instant startedAt,
    Instant phaseSince) {
  /** As the ledger stores times, so that an upgrade equals itself when it is read again. */
  public Upgrade {
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    phaseSince = phaseSince.truncatedTo(ChronoUnit.MILLIS);
  }

  Upgrade in(UpgradePhase next, Instant now) {
    return new Upgrade(next, number, copyGeneration, hash, 0, startedAt, now);
  }

  Upgrade again() {
    return new Upgrade(phase, number, copyGeneration, hash, tries + 1, startedAt, phaseSince);
  }
}
