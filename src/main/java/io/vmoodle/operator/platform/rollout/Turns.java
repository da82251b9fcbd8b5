package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.state.RolloutPlan.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns that tenants were given and did not take, so that one that cannot go does not keep the
 * others from theirs. Only a matter of order, so a restart may forget it. For one thread at a time.
 */
final class Turns {
  /** Within this a tenant that can begin has begun. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Map<String, Turn> missed = new HashMap<>();
  private final Map<String, Instant> given = new HashMap<>();
  private long number;

  /** Those that were not taken, by the tenant's id. */
  Map<String, Turn> missed() {
    return Map.copyOf(missed);
  }

  /**
   * Notes what a tenant said in its turn.
   *
   * @return whether that is news
   */
  boolean told(String tenantId, @Nullable Finding obstacle) {
    var before = missed.get(tenantId);
    if (obstacle == null) {
      // Time has to pass, and it goes on by itself; what it said before is over.
      return before != null && before.obstacle() != null && missed.remove(tenantId, before);
    }
    missed.put(tenantId, new Turn(number++, obstacle));
    given.remove(tenantId);
    return before == null || !Objects.equals(before.obstacle(), obstacle);
  }

  /**
   * Notes who has a turn now.
   *
   * @param verdicts of all tenants that have one
   * @param running ids of the tenants that are being upgraded
   * @param now by a clock that never jumps
   */
  void given(Map<String, Verdict> verdicts, Set<String> running, Instant now) {
    missed.keySet().retainAll(verdicts.keySet());
    missed.keySet().removeAll(running);
    given
        .keySet()
        .removeIf(id -> running.contains(id) || !(verdicts.get(id) instanceof Verdict.Go));
    verdicts.forEach(
        (id, verdict) -> {
          if (verdict instanceof Verdict.Go && !running.contains(id)) {
            var since = given.putIfAbsent(id, now);
            if (since != null && now.isAfter(since.plus(PATIENCE))) {
              given.remove(id);
              var before = missed.get(id);
              missed.put(id, new Turn(number++, before == null ? null : before.obstacle()));
            }
          }
        });
  }
}
