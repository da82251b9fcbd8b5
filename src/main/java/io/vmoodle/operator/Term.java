package io.vmoodle.operator;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.vmoodle.operator.platform.server.Leadership;
import java.util.concurrent.atomic.AtomicReference;

/** The time in which this process acts. It ends once, by itself or by the loss of the lease. */
final class Term {
  private enum State {
    WAITING,
    RUNNING,
    OVER
  }

  private final Leadership leadership;
  private final AtomicReference<State> state;

  /**
   * A term.
   *
   * @param leadership is told when it ends although nobody wished so
   * @param alone whether it begins at once, as nobody else is there
   */
  Term(Leadership leadership, boolean alone) {
    this.leadership = leadership;
    this.state = new AtomicReference<>(alone ? State.RUNNING : State.WAITING);
  }

  /** Whether it has begun and not ended. */
  boolean isRunning() {
    return state.get() == State.RUNNING;
  }

  /** Ends it as wished. */
  void end() {
    state.set(State.OVER);
  }

  /** What leader election is to tell it. */
  LeaderCallbacks callbacks() {
    return new LeaderCallbacks(
        () -> state.compareAndSet(State.WAITING, State.RUNNING), this::lost, leader -> {});
  }

  private void lost() {
    if (state.getAndSet(State.OVER) != State.OVER) {
      leadership.isOver("the lease could not be renewed in time");
    }
  }
}
