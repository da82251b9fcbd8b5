package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The conditions of one resource while they are being worked out. Starts from what the status says
 * now, so that {@code lastTransitionTime} moves only when a status changes; the list is sorted by
 * type, so that an unchanged state is an unchanged status. Not for use by several threads.
 */
public final class Conditions {
  /** The three values of a condition's status, spelled as Kubernetes spells them. */
  public enum Status {
    /** It is so. */
    True,
    /** It is not so. */
    False,
    /** Not known, or not known yet. */
    Unknown
  }

  private static final int MAX_MESSAGE_BYTES = 4_096;

  private final SortedMap<String, Condition> byType = new TreeMap<>();
  private final long observedGeneration;
  private final Clock clock;

  private Conditions(Collection<Condition> current, long observedGeneration, Clock clock) {
    current.forEach(condition -> byType.put(condition.getType(), condition));
    this.observedGeneration = observedGeneration;
    this.clock = clock;
  }

  /**
   * Starts from the conditions that the resource has now.
   *
   * @param current what the status says; neither the collection nor its elements are changed
   * @param observedGeneration the generation of the spec that is being looked at, written to every
   *     condition that is set
   */
  public static Conditions of(Collection<Condition> current, long observedGeneration, Clock clock) {
    return new Conditions(current, observedGeneration, clock);
  }

  /**
   * Sets one condition.
   *
   * @param message for people, ends with what to do; cut at 4,096 bytes
   */
  public Conditions set(ConditionType type, Status status, Reason reason, String message) {
    byType.put(
        type.name(),
        new ConditionBuilder()
            .withType(type.name())
            .withStatus(status.name())
            .withReason(reason.name())
            .withMessage(Excerpt.of(message, MAX_MESSAGE_BYTES))
            .withObservedGeneration(observedGeneration)
            .withLastTransitionTime(transition(type, status))
            .build());
    return this;
  }

  /** {@link #set} with status True. */
  public Conditions setTrue(ConditionType type, Reason reason, String message) {
    return set(type, Status.True, reason, message);
  }

  /** {@link #set} with status False. */
  public Conditions setFalse(ConditionType type, Reason reason, String message) {
    return set(type, Status.False, reason, message);
  }

  /** {@link #set} with status Unknown. */
  public Conditions setUnknown(ConditionType type, Reason reason, String message) {
    return set(type, Status.Unknown, reason, message);
  }

  /** Takes a condition away; nothing happens if there is none of that type. */
  public Conditions remove(ConditionType type) {
    byType.remove(type.name());
    return this;
  }

  /** The condition of that type, if there is one. */
  public Optional<Condition> find(ConditionType type) {
    return Optional.ofNullable(byType.get(type.name()));
  }

  /** All conditions, sorted by type. */
  public List<Condition> list() {
    return List.copyOf(byType.values());
  }

  private String transition(ConditionType type, Status status) {
    return find(type)
        .filter(before -> status.name().equals(before.getStatus()))
        .flatMap(before -> Optional.ofNullable(before.getLastTransitionTime()))
        .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
