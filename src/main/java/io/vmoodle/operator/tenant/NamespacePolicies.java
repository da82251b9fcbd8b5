package io.vmoodle.operator.tenant;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.SelectorMatch;
import java.util.Optional;

/** From which namespaces a platform takes tenants. */
final class NamespacePolicies {
  private NamespacePolicies() {}

  static Optional<Finding> namespaceAllowed(AcceptanceRequest request) {
    var rule = request.platform().tenants().namespaces();
    var allowed =
        request.atHome()
            || switch (rule.from()) {
              case All -> true;
              case Selector ->
                  rule.selector() != null
                      && SelectorMatch.matches(rule.selector(), request.namespaceLabels());
              case Same, Unknown -> false;
            };
    return allowed
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Reason.NamespaceNotAllowed,
                "The platform takes no tenants from namespace %s (tenants.namespaces.from is %s). Ask the platform's owner to allow it, or create the tenant in namespace %s."
                    .formatted(request.namespace(), rule.from(), request.platformNamespace())));
  }
}
