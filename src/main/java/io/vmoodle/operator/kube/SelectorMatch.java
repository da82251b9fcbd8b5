package io.vmoodle.operator.kube;

import io.vmoodle.operator.api.platform.LabelRequirement;
import io.vmoodle.operator.api.platform.NamespaceSelector;
import io.vmoodle.operator.api.platform.TenantSelector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Label selectors with the meaning that Kubernetes gives them, evaluated without the API. As these
 * selectors grant something, what Kubernetes would reject as invalid matches nothing.
 */
public final class SelectorMatch {
  private SelectorMatch() {}

  /**
   * Whether a namespace's labels match. As in Kubernetes no selector matches nothing and an empty
   * one matches everything.
   *
   * @param labels null if they are not known: then only a selector that asks for nothing matches,
   *     or one that excludes a label would let everybody in
   */
  public static boolean matches(
      @Nullable NamespaceSelector selector, @Nullable Map<String, String> labels) {
    if (selector == null) {
      return false;
    }
    if (labels == null) {
      return selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty();
    }
    return matches(selector.matchLabels(), selector.matchExpressions(), labels);
  }

  /** Whether a tenant's labels match. */
  public static boolean chooses(TenantSelector selector, Map<String, String> labels) {
    return matches(selector.matchLabels(), selector.matchExpressions(), labels);
  }

  private static boolean matches(
      Map<String, String> wanted, List<LabelRequirement> required, Map<String, String> labels) {
    return labels.entrySet().containsAll(wanted.entrySet())
        && required.stream().allMatch(it -> holds(it, labels));
  }

  private static boolean holds(LabelRequirement required, Map<String, String> present) {
    var value = present.get(required.key());
    var values = required.values();
    return switch (required.operator()) {
      case In -> value != null && values.contains(value);
      case NotIn -> !values.isEmpty() && (value == null || !values.contains(value));
      case Exists -> values.isEmpty() && value != null;
      case DoesNotExist -> values.isEmpty() && value == null;
      case Unknown -> false;
    };
  }
}
