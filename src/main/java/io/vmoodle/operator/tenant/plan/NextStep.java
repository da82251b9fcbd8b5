package io.vmoodle.operator.tenant.plan;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.kube.Finding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to happen next with a tenant. */
public sealed interface NextStep {
  /** A step that can be done now. */
  record Do(ConditionType towards, Action action) implements NextStep {}

  /**
   * Nothing can be done now.
   *
   * @param at the condition that stays False because of it
   * @param finding why
   * @param waitsFor who or what it waits for
   * @param until when it can go on, where that is known; null: look again before long
   */
  record Stop(ConditionType at, Finding finding, WaitsFor waitsFor, @Nullable Instant until)
      implements NextStep {
    /** A stop without a time at which it ends. */
    public Stop(ConditionType at, Finding finding, WaitsFor waitsFor) {
      this(at, finding, waitsFor, null);
    }
  }

  /** Everything is as wished. */
  record Settled() implements NextStep {}

  /** Who or what a stopped tenant waits for. */
  enum WaitsFor {
    /** Something that comes by itself: Reconciling. */
    TIME,
    /** Somebody has to change something: Stalled. */
    PERSON
  }
}
