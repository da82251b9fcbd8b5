package io.vmoodle.operator.tenant;

import io.vmoodle.operator.api.platform.LabelRequirement;
import io.vmoodle.operator.api.platform.NamespaceSelector;
import java.util.Map;

/** Whether a namespace's labels meet a selector, by the rules of Kubernetes' label selectors. */
final class NamespaceMatch {
  private NamespaceMatch() {}

  static boolean matches(NamespaceSelector selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.matchLabels().entrySet())
        && selector.matchExpressions().stream().allMatch(one -> meets(one, labels));
  }

  private static boolean meets(LabelRequirement requirement, Map<String, String> labels) {
    var value = labels.get(requirement.key());
    return switch (requirement.operator()) {
      case In -> value != null && requirement.values().contains(value);
      case NotIn -> value == null || !requirement.values().contains(value);
      case Exists -> value != null;
      case DoesNotExist -> value == null;
      case Unknown -> false;
    };
  }
}
