package io.vmoodle.operator.platform.state;

import io.vmoodle.operator.kube.Finding;
import java.time.Duration;
import java.util.Map;

/**
 * What the platform's rollout says about tenants that are to come to another release. It only ever
 * holds up; what must never be exceeded is compared once more in the ledger, in the transaction
 * that begins an upgrade.
 *
 * @param rules what holds for all of them
 * @param verdicts by the tenant's id, of those that have one of their own
 * @param others of all the others
 */
public record RolloutPlan(Rules rules, Map<String, Verdict> verdicts, Verdict others) {
  /** Everybody may go, within the rules that hold where a platform says nothing. */
  public static final RolloutPlan EVERYBODY =
      new RolloutPlan(Rules.DEFAULT, Map.of(), new Verdict.Go());

  /** Copies what it is given. */
  public RolloutPlan {
    verdicts = Map.copyOf(verdicts);
  }

  /** Whether a tenant may begin. */
  public sealed interface Verdict {
    /** It may, now. */
    record Go() implements Verdict {}

    /**
     * Not now. It goes on serving as it is.
     *
     * @param why becomes its condition UpToDate, which is False
     */
    record Wait(Finding why) implements Verdict {}
  }

  /**
   * What holds for all upgrades of the platform.
   *
   * @param attempt number of the rollout; failures of earlier ones do not count
   * @param maxConcurrent tenants that are upgraded or put back at a time
   * @param haltAfterFailures failures of one attempt after which no upgrade to the same release
   *     begins
   * @param allowUnguarded upgrades may lead from or to code that nothing keeps from databases of
   *     other releases
   * @param keepPrevious how long after an upgrade the copy from before it is kept
   */
  public record Rules(
      int attempt,
      int maxConcurrent,
      int haltAfterFailures,
      boolean allowUnguarded,
      Duration keepPrevious) {
    /** What holds where the platform says nothing. */
    public static final Rules DEFAULT = new Rules(1, 4, 1, false, Duration.ofDays(3));
  }

  /** Whether the tenant of this id may begin. */
  public Verdict of(String tenantId) {
    return verdicts.getOrDefault(tenantId, others);
  }
}
