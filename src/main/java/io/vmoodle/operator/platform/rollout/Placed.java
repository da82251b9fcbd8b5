package io.vmoodle.operator.platform.rollout;

import org.jspecify.annotations.Nullable;

/**
 * A tenant, and where it is on its way.
 *
 * @param wanted the release that it should be on
 * @param hold why it does not go on, null where nothing but its turn is to come
 * @param turn what became of its last turn, null where it had none
 */
record Placed(
    Contender tenant, String wanted, Standing standing, @Nullable Hold hold, @Nullable Turn turn) {
  /** Whether it had its turn and said that it cannot go. */
  boolean passed() {
    return standing == Standing.BLOCKED && turn != null && turn.obstacle() != null;
  }

  Placed with(Hold another) {
    return new Placed(tenant, wanted, standing, another, turn);
  }
}
