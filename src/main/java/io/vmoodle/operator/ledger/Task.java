package io.vmoodle.operator.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Work that one Job does, in the ledger before the Job exists. It may be done again: what is true
 * after it is the same however often it was done.
 *
 * @param kind what is done
 * @param number the tenant's fence when it was planned, which names the Job
 * @param attempt 1 for the first
 * @param notBefore when the attempt may begin; null: at once
 * @param failure why the attempt before failed; null for the first
 */
public record Task(
    TaskKind kind,
    long number,
    int attempt,
    @Nullable Instant notBefore,
    Operation.@Nullable Failure failure) {
  /** As the ledger stores times, so that a task equals itself when it is read again. */
  public Task {
    notBefore = notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The first attempt. */
  public static Task first(TaskKind kind, long number) {
    return new Task(kind, number, 1, null, null);
  }
}
