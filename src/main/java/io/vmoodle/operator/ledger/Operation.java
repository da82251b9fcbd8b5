package io.vmoodle.operator.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is being done to a tenant. It is in the ledger before its Job exists, and goes with the
 * transaction that records what came of it.
 *
 * @param type what it is
 * @param target what it leads to: a release
 * @param attempt 1 for the first; of an upgrade, the number of the rollout's attempt
 * @param step how far it has come
 * @param jobName name of the attempt's Job, or of the upgrade's last one
 * @param notBefore when the attempt may begin; null: at once
 * @param failure why the attempt before this one failed, or the upgrade did; null where nothing
 *     failed
 * @param upgrade what an upgrade has besides; null for everything else
 */
public record Operation(
    OperationType type,
    String target,
    int attempt,
    OperationStep step,
    String jobName,
    @Nullable Instant notBefore,
    @Nullable Failure failure,
    @Nullable Upgrade upgrade) {

  /** As the ledger stores times, so that an operation equals itself when it is read again. */
  public Operation {
    notBefore = notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.MILLIS);
  }

  /** One that is no upgrade. */
  public Operation(
      OperationType type,
      String target,
      int attempt,
      OperationStep step,
      String jobName,
      @Nullable Instant notBefore,
      @Nullable Failure failure) {
    this(type, target, attempt, step, jobName, notBefore, failure, null);
  }

  /**
   * Why an attempt failed.
   *
   * @param reason one word
   * @param message for people, at most 2,000 characters; what is longer is cut
   */
  public record Failure(String reason, String message) {
    private static final int LONGEST = 2000;
    private static final String THEN = " To put it back failed, too: ";

    /** Cuts what is too long. */
    public Failure {
      if (message.length() > LONGEST) {
        var end = Character.isHighSurrogate(message.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        message = message.substring(0, end);
      }
    }

    /** What failed first, and what failed on the way back; the last of that only. */
    public Failure andThen(String another) {
      var end = message.indexOf(THEN);
      var first = end < 0 ? message : message.substring(0, end);
      return new Failure(reason, first + THEN + another);
    }
  }

  /** The first attempt. */
  public static Operation first(OperationType type, String target, String jobName) {
    return new Operation(type, target, 1, OperationStep.PLANNED, jobName, null, null);
  }

  /** The attempt after this one, which failed. */
  public Operation next(String nextJobName, Instant begin, Failure why) {
    return new Operation(type, target, attempt + 1, OperationStep.PLANNED, nextJobName, begin, why);
  }

  Operation started() {
    return new Operation(
        type, target, attempt, OperationStep.STARTED, jobName, notBefore, failure, upgrade);
  }

  Operation withdrawn() {
    return new Operation(
        type, target, attempt, OperationStep.WITHDRAWN, jobName, notBefore, failure, upgrade);
  }

  /** An upgrade that goes on with another Job, which nothing can have run of. */
  Operation planned(
      String nextJob, @Nullable Instant begin, @Nullable Failure why, Upgrade progress) {
    return new Operation(
        type, target, attempt, OperationStep.PLANNED, nextJob, begin, why, progress);
  }

  /** An upgrade that goes on without a Job of its own. */
  Operation with(@Nullable Failure why, Upgrade progress) {
    return new Operation(type, target, attempt, step, jobName, notBefore, why, progress);
  }

  /** Whether it is an upgrade that is not over. */
  public boolean isRunningUpgrade() {
    return upgrade != null && upgrade.phase().running();
  }
}
