package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.ledger.LedgerTenant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's upgrade as the ledger has it.
 *
 * @param target the release that it leads to
 * @param number of the rollout's attempt
 * @param running it is not over
 * @param failed it failed, put back already or not
 * @param why it failed; empty where that is not known
 */
record UpgradeAttempt(String target, int number, boolean running, boolean failed, String why) {
  static @Nullable UpgradeAttempt of(LedgerTenant tenant) {
    var operation = tenant.operation();
    if (operation == null || operation.upgrade() == null) {
      return null;
    }
    var phase = operation.upgrade().phase();
    var failure = operation.failure();
    return new UpgradeAttempt(
        operation.target(),
        operation.attempt(),
        phase.running(),
        phase.failed(),
        failure == null ? "" : failure.message());
  }
}
