package io.vmoodle.operator.platform.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;

/** What is said of routes that cannot be stored. */
public final class RouteFindings {
  private RouteFindings() {}

  /**
   * The API server does not take a route.
   *
   * @param words the API server's
   */
  public static Finding refused(HasMetadata route, String words) {
    return new Finding(
        Reason.RouteRefused,
        "The API server does not take %s %s: %s. Correct what it names; it is tried again by itself."
            .formatted(route.getKind(), route.getMetadata().getName(), words));
  }
}
