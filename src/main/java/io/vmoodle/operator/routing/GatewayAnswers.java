package io.vmoodle.operator.routing;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the controllers of Gateways say of an HTTPRoute in its status. The last word of each counts,
 * also where it is about the route before its last change: until they spoke again, they go on
 * serving that one.
 */
final class GatewayAnswers {
  private static final String ACCEPTED = "Accepted";

  private GatewayAnswers() {}

  /** What they say together; one that refuses or is silent outweighs others. */
  static RouteAnswer of(HTTPRoute route) {
    var answers =
        route.getSpec().getParentRefs().stream().map(parent -> answer(route, parent)).toList();
    return first(answers, RouteAnswer.Refused.class)
        .or(() -> first(answers, RouteAnswer.Silent.class))
        .or(() -> first(answers, RouteAnswer.Pending.class))
        .orElseGet(RouteAnswer.Accepted::new);
  }

  private static Optional<RouteAnswer> first(
      List<RouteAnswer> answers, Class<? extends RouteAnswer> kind) {
    return answers.stream().filter(kind::isInstance).findFirst();
  }

  private static RouteAnswer answer(HTTPRoute route, ParentReference parent) {
    var conditions = conditions(route, parent);
    var accepted =
        conditions.stream().filter(condition -> condition.getType().equals(ACCEPTED)).toList();
    if (accepted.isEmpty()) {
      return new RouteAnswer.Silent();
    }
    return conditions.stream()
        .filter(GatewayAnswers::refuses)
        .findFirst()
        .<RouteAnswer>map(condition -> new RouteAnswer.Refused(words(parent, condition)))
        .orElseGet(
            () ->
                accepted.stream().allMatch(condition -> isAboutNow(route, condition))
                    ? new RouteAnswer.Accepted()
                    : new RouteAnswer.Pending());
  }

  private static List<Condition> conditions(HTTPRoute route, ParentReference parent) {
    if (route.getStatus() == null) {
      return List.of();
    }
    var namespace = route.getMetadata().getNamespace();
    return route.getStatus().getParents().stream()
        .filter(status -> isSame(parent, status.getParentRef(), namespace))
        .map(RouteParentStatus::getConditions)
        .flatMap(List::stream)
        .toList();
  }

  private static boolean isSame(ParentReference one, ParentReference other, String namespace) {
    return one.getName().equals(other.getName())
        && requireNonNullElse(one.getNamespace(), namespace)
            .equals(requireNonNullElse(other.getNamespace(), namespace))
        && Objects.equals(one.getSectionName(), other.getSectionName())
        && Objects.equals(one.getPort(), other.getPort());
  }

  /** Accepted and ResolvedRefs are good when True, PartiallyInvalid is bad then. */
  private static boolean refuses(Condition condition) {
    return switch (condition.getType()) {
      case ACCEPTED, "ResolvedRefs" -> "False".equals(condition.getStatus());
      case "PartiallyInvalid" -> "True".equals(condition.getStatus());
      default -> false;
    };
  }

  private static boolean isAboutNow(HTTPRoute route, Condition condition) {
    return "True".equals(condition.getStatus())
        && Objects.equals(condition.getObservedGeneration(), route.getMetadata().getGeneration());
  }

  private static String words(ParentReference parent, Condition condition) {
    var gateway =
        Stream.of(parent.getNamespace(), parent.getName())
            .filter(Objects::nonNull)
            .reduce((namespace, name) -> namespace + "/" + name)
            .orElseThrow();
    return "Gateway %s says %s=%s, %s: %s"
        .formatted(
            gateway,
            condition.getType(),
            condition.getStatus(),
            condition.getReason(),
            condition.getMessage());
  }
}
