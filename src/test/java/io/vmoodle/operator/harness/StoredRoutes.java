package io.vmoodle.operator.harness;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/**
 * The Ingresses of a namespace.
 *
 * @param namespace the platform's
 */
public record StoredRoutes(KubernetesClient client, String namespace) {
  /** The Ingress of that name. */
  public Optional<Ingress> find(String name) {
    return Optional.ofNullable(
        client.network().v1().ingresses().inNamespace(namespace).withName(name).get());
  }

  /** Names of all Ingresses. */
  public List<String> names() {
    return client.network().v1().ingresses().inNamespace(namespace).list().getItems().stream()
        .map(it -> it.getMetadata().getName())
        .toList();
  }

  /** Where the paths of an Ingress lead: {@code /path -> service:port}; empty without one. */
  public List<String> paths(String name) {
    return find(name).stream()
        .flatMap(ingress -> ingress.getSpec().getRules().stream())
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .map(StoredRoutes::words)
        .toList();
  }

  private static String words(HTTPIngressPath path) {
    var service = path.getBackend().getService();
    return "%s -> %s:%d"
        .formatted(path.getPath(), service.getName(), service.getPort().getNumber());
  }
}
