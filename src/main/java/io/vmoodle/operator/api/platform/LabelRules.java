package io.vmoodle.operator.api.platform;

import io.vmoodle.operator.api.Cel;

/** What every selector of labels has to keep to, in CEL, with what is said where it does not. */
final class LabelRules {
  static final String SAYS_SOMETHING =
      "(has(self.matchLabels) && size(self.matchLabels) > 0) || "
          + "(has(self.matchExpressions) && size(self.matchExpressions) > 0)";

  /** What would be chosen follows. */
  static final String SAYS_NOTHING =
      "must say something in matchLabels or matchExpressions: an empty "
          + "selector would choose every ";

  static final String KEYS = "self.all(key, key." + Cel.QUALIFIED_NAME + ")";
  static final String KEYS_WRONG = "keys must be label names such as team or example.edu/team";

  static final String VALUES =
      "self.all(key, self[key].matches('^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$'))";
  static final String VALUES_WRONG =
      "values must be label values: ASCII letters, digits, '-', '_' and '.', "
          + "beginning and ending with a letter or digit";

  private LabelRules() {}
}
