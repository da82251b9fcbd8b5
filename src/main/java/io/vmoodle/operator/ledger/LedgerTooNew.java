package io.vmoodle.operator.ledger;

/** The ledger was migrated by a newer operator; this one would not understand it. */
public final class LedgerTooNew extends RuntimeException {
  LedgerTooNew(int found, int known) {
    super(
        "the ledger has version %d, this operator knows versions up to %d: run a newer operator"
            .formatted(found, known));
  }
}
