package io.vmoodle.operator.ledger;

/** What came of the wish to begin an upgrade. */
public sealed interface UpgradeOutcome {
  /** It has begun, now or before. */
  record Begun(LedgerTenant tenant) implements UpgradeOutcome {}

  /**
   * As many run as may.
   *
   * @param running how many
   */
  record Full(int running) implements UpgradeOutcome {}

  /**
   * As many of the same target and attempt failed as may.
   *
   * @param failed how many
   */
  record Halted(int failed) implements UpgradeOutcome {}
}
