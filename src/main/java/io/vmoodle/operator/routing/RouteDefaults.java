package io.vmoodle.operator.routing;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a platform says about all of its routes.
 *
 * @param namespace the platform's namespace, where every route lives
 * @param platform the platform's name
 * @param className the IngressClass; null leaves it to the cluster's default
 * @param annotations for the ingress controller, on every Ingress; marks of the operator win
 * @param tlsSecretName the certificate that Ingresses name for every host of the platform (a
 *     wildcard, or one that lists them); null for plain HTTP or a front that ends TLS itself
 * @param gateways what HTTPRoutes attach to; empty where Ingresses are used
 * @param unavailable what answers for what must not be reached; {@link UnavailableService#backend}
 *     unless the platform names its own
 */
public record RouteDefaults(
    String namespace,
    String platform,
    @Nullable String className,
    Map<String, String> annotations,
    @Nullable String tlsSecretName,
    List<GatewayListener> gateways,
    Backend unavailable) {
  /** Copies the annotations and Gateways. */
  public RouteDefaults {
    annotations = Map.copyOf(annotations);
    gateways = List.copyOf(gateways);
  }

  SortedMap<String, String> annotationsWith(Map<String, String> ours) {
    var all = new TreeMap<>(annotations);
    all.putAll(ours);
    return all;
  }
}
