package io.vmoodle.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What conditions in the status of an HTTPRoute mean together. */
class GatewayAnswersTest {
  private static final RouteAnswer ACCEPTED = new RouteAnswer.Accepted();
  private static final RouteAnswer PENDING = new RouteAnswer.Pending();
  private static final RouteAnswer SILENT = new RouteAnswer.Silent();
  private static final String PUBLIC = "{name: public, namespace: gateways, sectionName: https}";
  private static final String INTRANET = "{name: intranet}";

  static Stream<Arguments> statuses() {
    return Stream.of(
        Arguments.of("no status", PUBLIC, "{}", SILENT),
        Arguments.of("no parents", PUBLIC, "{parents: []}", SILENT),
        Arguments.of(
            "accepted",
            PUBLIC,
            parents(parent(PUBLIC, "Accepted=True@2", "ResolvedRefs=True@2")),
            ACCEPTED),
        Arguments.of(
            "of another listener",
            PUBLIC,
            parents(
                parent(
                    "{name: public, namespace: gateways, sectionName: http}", "Accepted=True@2")),
            SILENT),
        Arguments.of(
            "its own namespace, written out",
            INTRANET,
            parents(
                parent(
                    "{group: gateway.networking.k8s.io, kind: Gateway, name: intranet, namespace: academie}",
                    "Accepted=True@2")),
            ACCEPTED),
        Arguments.of(
            "before the last change", PUBLIC, parents(parent(PUBLIC, "Accepted=True@1")), PENDING),
        Arguments.of(
            "refused",
            PUBLIC,
            parents(parent(PUBLIC, "Accepted=False@2", "ResolvedRefs=True@2")),
            refused("gateways/public", "Accepted=False")),
        Arguments.of(
            "refused before the last change: nobody took that back",
            PUBLIC,
            parents(parent(PUBLIC, "Accepted=False@1")),
            refused("gateways/public", "Accepted=False")),
        Arguments.of(
            "accepted without its Service",
            PUBLIC,
            parents(parent(PUBLIC, "Accepted=True@2", "ResolvedRefs=False@2")),
            refused("gateways/public", "ResolvedRefs=False")),
        Arguments.of(
            "accepted without some rules",
            PUBLIC,
            parents(parent(PUBLIC, "Accepted=True@2", "PartiallyInvalid=True@2")),
            refused("gateways/public", "PartiallyInvalid=True")),
        Arguments.of(
            "another controller's own condition",
            PUBLIC,
            parents(parent(PUBLIC, "Accepted=True@2", "example.com/Odd=False@2")),
            ACCEPTED),
        Arguments.of(
            "one of two Gateways",
            PUBLIC + ", " + INTRANET,
            parents(parent(PUBLIC, "Accepted=True@2")),
            SILENT),
        Arguments.of(
            "one of two Gateways refuses, the other is silent",
            INTRANET + ", " + PUBLIC,
            parents(parent(PUBLIC, "Accepted=False@2")),
            refused("gateways/public", "Accepted=False")),
        Arguments.of(
            "not decided", PUBLIC, parents(parent(PUBLIC, "Accepted=Unknown@2")), PENDING));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statuses")
  void areReadFromTheStatus(String name, String gateways, String status, RouteAnswer expected) {
    var route =
        Serialization.unmarshal(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {namespace: academie, name: vm-abc0123456, generation: 2}
            spec: {parentRefs: [%s]}
            status: %s
            """
                .formatted(gateways, status),
            HTTPRoute.class);

    assertThat(GatewayAnswers.of(route)).as(name).isEqualTo(expected);
  }

  private static RouteAnswer refused(String gateway, String condition) {
    return new RouteAnswer.Refused(
        "Gateway %s says %s, Because: of this".formatted(gateway, condition));
  }

  private static String parents(String... parents) {
    return "{parents: [%s]}".formatted(String.join(", ", parents));
  }

  /**
   * @param conditions each {@code Type=Status@generation}
   */
  private static String parent(String reference, String... conditions) {
    var yaml =
        Stream.of(conditions)
            .map(condition -> condition.split("[=@]", -1))
            .map(
                part ->
                    "{type: %s, status: '%s', observedGeneration: %s, reason: Because, message: of this}"
                        .formatted(part[0], part[1], part[2]))
            .toList();
    return "{parentRef: %s, controllerName: example.com/x, conditions: %s}"
        .formatted(reference, yaml);
  }
}
