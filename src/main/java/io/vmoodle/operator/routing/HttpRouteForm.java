package io.vmoodle.operator.routing;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatchBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRuleBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Routes as HTTPRoutes: one rule for each Service, with all the paths that lead there. */
final class HttpRouteForm extends RouteForm<HTTPRoute> {
  /** Limits of the Gateway API's own schema. */
  private static final int MOST_MATCHES = 128;

  private static final int MOST_MATCHES_OF_A_RULE = 64;
  private static final int MOST_RULES = 16;

  @Override
  HTTPRoute route(
      RouteDefaults defaults,
      ExactHost host,
      String name,
      Map<String, String> labels,
      Map<String, String> annotations,
      List<RoutePath> paths) {
    return new HTTPRouteBuilder()
        .withNewMetadata()
        .withNamespace(defaults.namespace())
        .withName(name)
        .withLabels(labels)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .withParentRefs(defaults.gateways().stream().map(GatewayListener::reference).toList())
        .withHostnames(host.name())
        .withRules(rules(paths))
        .endSpec()
        .build();
  }

  @Override
  boolean holds(List<RoutePath> paths) {
    return paths.size() <= MOST_MATCHES && rules(paths).size() <= MOST_RULES;
  }

  @Override
  public List<RoutePath> paths(HTTPRoute stored) {
    return stored.getSpec().getRules().stream().flatMap(HttpRouteForm::read).toList();
  }

  @Override
  public RouteAnswer answer(HTTPRoute stored) {
    return GatewayAnswers.of(stored);
  }

  private static List<HTTPRouteRule> rules(List<RoutePath> paths) {
    var byBackend = new LinkedHashMap<Backend, List<HTTPRouteMatch>>();
    for (var path : paths) {
      byBackend.computeIfAbsent(path.backend(), backend -> new ArrayList<>()).add(match(path));
    }
    var rules = new ArrayList<HTTPRouteRule>();
    byBackend.forEach(
        (backend, matches) -> {
          for (var from = 0; from < matches.size(); from += MOST_MATCHES_OF_A_RULE) {
            var to = Math.min(from + MOST_MATCHES_OF_A_RULE, matches.size());
            rules.add(rule(backend, matches.subList(from, to)));
          }
        });
    return rules;
  }

  private static HTTPRouteRule rule(Backend backend, List<HTTPRouteMatch> matches) {
    return new HTTPRouteRuleBuilder()
        .withMatches(matches)
        .addNewBackendRef()
        .withName(backend.service())
        .withPort(backend.port())
        .endBackendRef()
        .build();
  }

  private static HTTPRouteMatch match(RoutePath path) {
    return new HTTPRouteMatchBuilder()
        .withNewPath()
        .withType("PathPrefix")
        .withValue(path.path())
        .endPath()
        .build();
  }

  private static Stream<RoutePath> read(HTTPRouteRule rule) {
    return rule.getBackendRefs().stream()
        .map(HttpRouteForm::backend)
        .flatMap(
            backend ->
                rule.getMatches().stream()
                    .filter(match -> match.getPath() != null)
                    .map(match -> new RoutePath(match.getPath().getValue(), backend)));
  }

  private static Backend backend(HTTPBackendRef reference) {
    return new Backend(reference.getName(), requireNonNullElse(reference.getPort(), 0));
  }
}
