package io.vmoodle.operator.routing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
import java.util.Map;

/**
 * A kind of object that leads web traffic of one host to Services.
 *
 * @param <T> the kind
 */
public abstract sealed class RouteForm<T extends HasMetadata> permits IngressForm, HttpRouteForm {
  RouteForm() {}

  /** Routes as Ingresses. */
  public static RouteForm<Ingress> ingress() {
    return new IngressForm();
  }

  /** Routes as HTTPRoutes of the Gateway API. */
  public static RouteForm<HTTPRoute> httpRoute() {
    return new HttpRouteForm();
  }

  /**
   * The desired object, in the platform's namespace.
   *
   * @param annotations the operator's own; the platform's are added
   */
  abstract T route(
      RouteDefaults defaults,
      ExactHost host,
      String name,
      Map<String, String> labels,
      Map<String, String> annotations,
      List<RoutePath> paths);

  /** Whether one object takes that many paths. */
  abstract boolean holds(List<RoutePath> paths);

  /**
   * Where a stored object leads. What has no such meaning, because somebody edited it, is left out.
   */
  public abstract List<RoutePath> paths(T stored);

  /** Whether anything took a stored object. */
  public abstract RouteAnswer answer(T stored);
}
