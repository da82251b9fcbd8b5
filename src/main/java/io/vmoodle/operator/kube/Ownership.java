package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether an object is ours to change or delete: by its labels, never by its name. */
final class Ownership {
  private static final List<String> MARKS =
      List.of(Labels.MANAGED_BY, Labels.PLATFORM, Labels.TENANT_ID);

  private Ownership() {}

  /**
   * Why the object that is there may not be replaced by the desired one; empty if it may. All marks
   * must be the same, also those that neither has.
   *
   * @throws IllegalArgumentException if the desired object is not marked as the operator's
   */
  static Optional<String> objection(HasMetadata there, HasMetadata desired) {
    requireMarked(desired);
    var wanted = labels(desired);
    var found = labels(there);
    return MARKS.stream()
        .filter(mark -> !Objects.equals(wanted.get(mark), found.get(mark)))
        .findFirst()
        .map(
            mark ->
                "%s exists and is not this resource's (label %s is %s, expected %s); rename or delete it"
                    .formatted(
                        describe(there), mark, quoted(found.get(mark)), quoted(wanted.get(mark))));
  }

  /**
   * Refuses to write an object that the operator would not recognise as its own afterwards.
   *
   * @throws IllegalArgumentException if the object is not marked as the operator's
   */
  static void requireMarked(HasMetadata desired) {
    if (!Labels.OPERATOR.equals(labels(desired).get(Labels.MANAGED_BY))) {
      throw new IllegalArgumentException(describe(desired) + " is not labelled as the operator's");
    }
  }

  private static Map<String, String> labels(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "missing" : "\"" + value + "\"";
  }

  private static String describe(HasMetadata object) {
    return "%s %s/%s"
        .formatted(
            object.getKind(), object.getMetadata().getNamespace(), object.getMetadata().getName());
  }
}
