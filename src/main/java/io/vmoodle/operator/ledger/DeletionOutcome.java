package io.vmoodle.operator.ledger;

import java.time.Instant;
import java.util.List;

/** What came of the wish to begin a deletion. */
public sealed interface DeletionOutcome {
  /** It has begun, now or before. */
  record Begun(LedgerTenant tenant) implements DeletionOutcome {}

  /**
   * The platform's budget is spent; nothing has changed.
   *
   * @param begun when the deletions of the last hour began, in order
   */
  record BudgetSpent(List<Instant> begun) implements DeletionOutcome {
    /** Copies the list. */
    public BudgetSpent {
      begun = List.copyOf(begun);
    }
  }
}
