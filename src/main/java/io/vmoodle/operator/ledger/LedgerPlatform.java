package io.vmoodle.operator.ledger;

/**
 * A platform as the ledger has it.
 *
 * @param id the ledger's own number for it
 * @param key its registry
 * @param owner the resource that holds it; all parts empty after a release
 * @param leaderEpoch the term of the leader that acts for it; raised by each new leader
 */
public record LedgerPlatform(long id, PlatformKey key, PlatformOwner owner, long leaderEpoch) {
  /** With a new term, so that whoever led until now does so no more. */
  LedgerPlatform nextEpoch(PlatformOwner newOwner) {
    return new LedgerPlatform(id, key, newOwner, leaderEpoch + 1);
  }

  /** For a resource that was made anew under its name. */
  LedgerPlatform ownedBy(PlatformOwner newOwner) {
    return new LedgerPlatform(id, key, newOwner, leaderEpoch);
  }
}
