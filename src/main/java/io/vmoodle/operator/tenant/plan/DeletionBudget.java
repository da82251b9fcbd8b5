package io.vmoodle.operator.tenant.plan;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a deletion that waits for its platform's budget has its turn, and what is said of it. The
 * ledger decides; this only tells when it is worth to ask again, so that thousands do not ask all
 * the time, and that who waits longer asks earlier.
 */
public final class DeletionBudget {
  private static final Duration HOUR = Duration.ofHours(1);

  private DeletionBudget() {}

  /** Nothing may be deleted. */
  static Stop none(Wish wish) {
    return stop(
        wish,
        "The platform allows no deletions (tenants.maxDeletionsPerHour is 0). The tenant serves until it does",
        null);
  }

  /**
   * The budget is spent.
   *
   * @param before how many others wait for longer
   * @param begun when the deletions of the last hour began, in order
   */
  public static Stop spent(Wish wish, int before, List<Instant> begun, Instant now) {
    var turn = turn(wish.platform().spec().tenants().maxDeletionsPerHour(), before, begun, now);
    return stop(
        wish,
        "The platform allows %d deletions an hour, and %d wait before this one. The tenant serves until its turn comes at about %s"
            .formatted(
                wish.platform().spec().tenants().maxDeletionsPerHour(),
                before,
                turn.truncatedTo(ChronoUnit.MINUTES)),
        turn);
  }

  /** When the budget has room for the one before which {@code before} others wait. */
  public static Instant turn(int perHour, int before, List<Instant> begun, Instant now) {
    var all = new ArrayList<>(begun);
    for (int waiting = 0; waiting <= before; waiting++) {
      var spent = all.size() - perHour;
      var room = spent < 0 ? now : all.get(spent).plus(HOUR);
      all.add(room.isBefore(now) ? now : room);
    }
    return all.getLast();
  }

  private static Stop stop(Wish wish, String why, @Nullable Instant until) {
    return new Stop(
        ConditionType.Ready,
        new Finding(
            Reason.DeletionBudgetSpent,
            "%s. To go on earlier, raise tenants.maxDeletionsPerHour of MoodlePlatform %s/%s."
                .formatted(why, wish.platform().namespace(), wish.platform().name())),
        WaitsFor.TIME,
        until);
  }
}
