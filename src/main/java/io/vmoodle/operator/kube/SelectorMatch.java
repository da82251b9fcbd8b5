package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Label selectors, with the meaning that Kubernetes gives them, evaluated without the API. */
public final class SelectorMatch {
  private SelectorMatch() {}

  /**
   * Whether labels match. As in Kubernetes no selector matches nothing and an empty one matches
   * everything. A selector with a {@link #problem} matches nothing, because these selectors grant
   * something.
   */
  public static boolean matches(
      @Nullable LabelSelector selector, @Nullable Map<String, String> labels) {
    if (selector == null || problem(selector).isPresent()) {
      return false;
    }
    var present = Objects.requireNonNullElse(labels, Map.<String, String>of());
    return wantedLabels(selector).entrySet().stream()
            .allMatch(wanted -> wanted.getValue().equals(present.get(wanted.getKey())))
        && expressions(selector).stream().allMatch(expression -> holds(expression, present));
  }

  /** What is wrong with a selector, for a condition's message; empty if nothing is. */
  public static Optional<String> problem(LabelSelector selector) {
    return expressions(selector).stream()
        .map(SelectorMatch::problem)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> problem(LabelSelectorRequirement expression) {
    return switch (Objects.requireNonNullElse(expression.getOperator(), "")) {
      case "In", "NotIn" ->
          values(expression).isEmpty()
              ? Optional.of(
                  "operator %s on %s needs values"
                      .formatted(expression.getOperator(), expression.getKey()))
              : Optional.empty();
      case "Exists", "DoesNotExist" ->
          values(expression).isEmpty()
              ? Optional.empty()
              : Optional.of(
                  "operator %s on %s takes no values"
                      .formatted(expression.getOperator(), expression.getKey()));
      default ->
          Optional.of(
              "operator %s on %s is none of In, NotIn, Exists, DoesNotExist"
                  .formatted(expression.getOperator(), expression.getKey()));
    };
  }

  private static boolean holds(LabelSelectorRequirement expression, Map<String, String> present) {
    var value = present.get(expression.getKey());
    return switch (expression.getOperator()) {
      case "In" -> value != null && values(expression).contains(value);
      case "NotIn" -> value == null || !values(expression).contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> throw new IllegalStateException("checked before: " + expression.getOperator());
    };
  }

  private static Map<String, String> wantedLabels(LabelSelector selector) {
    return Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
  }

  private static List<LabelSelectorRequirement> expressions(LabelSelector selector) {
    return Objects.requireNonNullElse(selector.getMatchExpressions(), List.of());
  }

  private static List<String> values(LabelSelectorRequirement expression) {
    return Objects.requireNonNullElse(expression.getValues(), List.of());
  }
}
