package io.vmoodle.operator.platform.server;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.kube.SecretValues;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to say of a Secret that a resource names and that cannot be used. */
public final class SecretFindings {
  private SecretFindings() {}

  /**
   * The problem, or empty where every key was found.
   *
   * @param field the field that names the Secret; null: one that cannot be changed
   */
  public static Optional<Finding> of(
      SecretValues values, String namespace, String name, @Nullable String field) {
    var orElse = field == null ? "" : ", or correct " + field;
    return switch (values) {
      case SecretValues.Found found -> Optional.empty();
      case SecretValues.Missing missing ->
          finding(
              Reason.SecretNotFound,
              "Namespace %s has no Secret %s. Create it%s.".formatted(namespace, name, orElse));
      case SecretValues.LacksKey(String key) ->
          finding(
              Reason.SecretKeyMissing,
              "Secret %s/%s has no value under key %s. Add it%s."
                  .formatted(namespace, name, key, orElse));
      case SecretValues.NotLabelled notLabelled ->
          finding(
              Reason.SecretNotLabelled,
              "Secret %s/%s does not say that tenants may use it. Give it the label %s: \"true\"%s."
                  .formatted(namespace, name, Labels.TENANT_SECRET, orElse));
      case SecretValues.Denied denied ->
          finding(
              Reason.SecretNotFound,
              "The operator may not read Secrets in namespace %s. Grant it the right to get Secret %s%s."
                  .formatted(namespace, name, orElse));
    };
  }

  private static Optional<Finding> finding(Reason reason, String message) {
    return Optional.of(new Finding(reason, message));
  }
}
