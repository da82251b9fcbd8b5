package io.vmoodle.operator.platform;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.RolloutStatus;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.rollout.RolloutProgress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells on the platform when a rollout begins, halts and ends. What was told is known from the
 * status: when that is lost, or could not be written, an Event is repeated rather than missed.
 */
record RolloutNews(Events events) {
  /** Whether and how something is to be told. */
  record Item(Events.Type type, Finding finding) {}

  /** Tells what is new since the status was written; the status must not be written yet. */
  void tell(MoodlePlatform platform, RolloutProgress now) {
    var status = platform.getStatus();
    item(status == null ? null : status.rollout(), now)
        .ifPresent(
            item ->
                events.publish(
                    platform, item.type(), item.finding().reason(), item.finding().message()));
  }

  /**
   * What is to be told.
   *
   * @param before what the status says, null where it says nothing
   */
  static Optional<Item> item(@Nullable RolloutStatus before, RolloutProgress now) {
    var same =
        before != null
            && before.target().equals(now.status().target())
            && before.attempt() == now.status().attempt();
    var phase = before == null || !same ? "" : before.phase();
    if (phase.equals(now.finding().reason().name())) {
      return Optional.empty();
    }
    return switch (now.finding().reason()) {
      // A platform that was never seen elsewhere did not come to anything.
      case RolloutComplete ->
          before == null || before.phase().equals(Reason.RolloutComplete.name())
              ? Optional.empty()
              : Optional.of(new Item(Events.Type.Normal, now.finding()));
      case RolloutHalted, RolloutIncomplete ->
          Optional.of(new Item(Events.Type.Warning, now.finding()));
      default ->
          phase.isEmpty() || phase.equals(Reason.RolloutComplete.name())
              ? Optional.of(new Item(Events.Type.Normal, begun(now.status())))
              : Optional.empty();
    };
  }

  private static Finding begun(RolloutStatus status) {
    return new Finding(
        Reason.RolloutRunning,
        "Tenants are to come to release %s, attempt %d; status.rollout says how far they are."
            .formatted(status.target(), status.attempt()));
  }
}
