package io.vmoodle.operator.routing;

import java.time.Duration;
import java.time.Instant;

/**
 * How many stored routes may still be changed in the current minute. An ingress controller takes up
 * what changes within a second or so at once, so the changes of a minute come as soon as they can,
 * in one burst, and the rest waits for the next.
 *
 * @param perMinute how many a minute
 * @param begun when the current minute began: with the first change in it
 * @param used how many were granted since
 */
public record ChangeBudget(int perMinute, Instant begun, int used) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What is said to somebody who wants to change a route. */
  public sealed interface Answer {
    /** It may be changed now. */
    record Granted() implements Answer {}

    /**
     * It may not be changed now.
     *
     * @param until when to ask again
     */
    record Queued(Instant until) implements Answer {}
  }

  /**
   * An answer, and what is left after it.
   *
   * @param left the budget to go on with
   */
  public record Decision(Answer answer, ChangeBudget left) {}

  /**
   * A budget of which nothing was used.
   *
   * @param perMinute how many a minute, at least 1
   */
  public static ChangeBudget of(int perMinute) {
    return new ChangeBudget(perMinute, Instant.EPOCH, 0);
  }

  /** Asks for one change. A clock that was set back begins a new minute. */
  public Decision ask(Instant now) {
    var end = begun.plus(MINUTE);
    if (!now.isBefore(end) || now.isBefore(begun)) {
      return new Decision(new Answer.Granted(), new ChangeBudget(perMinute, now, 1));
    }
    return used < perMinute
        ? new Decision(new Answer.Granted(), new ChangeBudget(perMinute, begun, used + 1))
        : new Decision(new Answer.Queued(end), this);
  }
}
