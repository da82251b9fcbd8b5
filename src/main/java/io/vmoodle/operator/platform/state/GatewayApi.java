package io.vmoodle.operator.platform.state;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import java.util.Optional;

/** Whether there are HTTPRoutes in the cluster: its definitions are no part of Kubernetes. */
public enum GatewayApi {
  /** There are, and the operator may see them. */
  SERVED,
  /** The cluster does not know the kind. */
  MISSING,
  /** The operator may not see them. */
  FORBIDDEN;

  /** Why there can be no HTTPRoutes; empty if there can. */
  public Optional<Finding> problem() {
    return switch (this) {
      case SERVED -> Optional.empty();
      case MISSING ->
          problem(
              "The cluster has no HTTPRoutes (gateway.networking.k8s.io/v1). Install the definitions of the Gateway API, or set routing.type to Ingress; it is looked again by itself.");
      case FORBIDDEN ->
          problem(
              "The operator may not see HTTPRoutes (gateway.networking.k8s.io). Grant its ServiceAccount what operator/base/operator-rights.yaml lists; it is looked again by itself.");
    };
  }

  private static Optional<Finding> problem(String message) {
    return Optional.of(new Finding(Reason.GatewayApiMissing, message));
  }
}
