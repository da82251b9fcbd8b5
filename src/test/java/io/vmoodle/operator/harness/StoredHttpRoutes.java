package io.vmoodle.operator.harness;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The HTTPRoutes of a namespace, and what a Gateway's controller writes into them.
 *
 * @param namespace the platform's
 */
public record StoredHttpRoutes(KubernetesClient client, String namespace) {
  /** The HTTPRoute of that name. */
  public Optional<HTTPRoute> find(String name) {
    return Optional.ofNullable(all().inNamespace(namespace).withName(name).get());
  }

  /** Names of all HTTPRoutes. */
  public List<String> names() {
    return all().inNamespace(namespace).list().getItems().stream()
        .map(it -> it.getMetadata().getName())
        .toList();
  }

  /** Where the paths of a HTTPRoute lead: {@code /path -> service:port}; empty without one. */
  public List<String> paths(String name) {
    return find(name).stream()
        .flatMap(route -> route.getSpec().getRules().stream())
        .flatMap(StoredHttpRoutes::words)
        .toList();
  }

  /** As the controller of the route's Gateway, takes the route as it is now. */
  public void accept(String name) {
    answer(name, "True", "Accepted", "");
  }

  /** As the controller of the route's Gateway, does not take the route. */
  public void refuse(String name, String reason, String message) {
    answer(name, "False", reason, message);
  }

  private void answer(String name, String status, String reason, String message) {
    all()
        .inNamespace(namespace)
        .withName(name)
        .editStatus(
            route ->
                new HTTPRouteBuilder(route)
                    .withNewStatus()
                    .addNewParent()
                    .withParentRef(route.getSpec().getParentRefs().getFirst())
                    .withControllerName("example.com/played-by-a-test")
                    .withConditions(
                        new ConditionBuilder()
                            .withType("Accepted")
                            .withStatus(status)
                            .withReason(reason)
                            .withMessage(message)
                            .withObservedGeneration(route.getMetadata().getGeneration())
                            .withLastTransitionTime(
                                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                            .build())
                    .endParent()
                    .endStatus()
                    .build());
  }

  private MixedOperation<HTTPRoute, KubernetesResourceList<HTTPRoute>, Resource<HTTPRoute>> all() {
    return client.resources(HTTPRoute.class);
  }

  private static Stream<String> words(HTTPRouteRule rule) {
    var backend = rule.getBackendRefs().getFirst();
    return rule.getMatches().stream()
        .map(
            match ->
                "%s -> %s:%d"
                    .formatted(match.getPath().getValue(), backend.getName(), backend.getPort()));
  }
}
