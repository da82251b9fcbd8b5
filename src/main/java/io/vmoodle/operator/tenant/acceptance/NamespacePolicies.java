package io.vmoodle.operator.tenant.acceptance;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.NamespacesFrom;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.SelectorMatch;
import java.util.Optional;

/** From which namespaces a platform takes tenants. */
public final class NamespacePolicies {
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
    if (allowed) {
      return Optional.empty();
    }
    if (rule.from() == NamespacesFrom.Selector && request.namespaceLabels() == null) {
      return Optional.of(
          new Finding(
              Reason.NamespaceNotAllowed,
              "The platform takes tenants by the labels of their namespaces, which the operator does not know of %s. Give its ServiceAccount the rights to get, list and watch namespaces and restart it, or set tenants.namespaces.from of the platform to All."
                  .formatted(request.namespace())));
    }
    return Optional.of(
        new Finding(
            Reason.NamespaceNotAllowed,
            "The platform takes no tenants from namespace %s (tenants.namespaces.from is %s). Ask the platform's owner to allow it, or create the tenant in namespace %s."
                .formatted(request.namespace(), rule.from(), request.platformNamespace())));
  }
}
