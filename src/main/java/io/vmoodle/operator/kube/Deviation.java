package io.vmoodle.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where a live object differs from the desired one, looking only at what the desired one says: the
 * API server adds defaults and other people add labels. Lists must be equal in length and order.
 */
final class Deviation {
  private static final Set<String> QUANTITIES = Set.of("limits", "requests", "capacity", "hard");

  private Deviation() {}

  /** The path of the first difference, such as {@code /spec/rules/0/host}; empty if none. */
  static Optional<String> between(JsonNode desired, JsonNode live) {
    return first("", "", desired, live);
  }

  private static Optional<String> first(
      String path, String parent, JsonNode desired, JsonNode live) {
    if (isNothing(desired)) {
      // The API server leaves empty fields out, so absent means the same.
      return desired.isTextual() || desired.isArray()
          ? Optional.of(path).filter(differing -> !isNothing(live))
          : Optional.empty();
    }
    if (desired.isObject() && live.isObject()) {
      return desired
          .propertyStream()
          .flatMap(
              field ->
                  first(
                      path + "/" + field.getKey(),
                      lastOf(path),
                      field.getValue(),
                      live.path(field.getKey()))
                      .stream())
          .findFirst();
    }
    if (desired.isArray() && live.isArray()) {
      return desired.size() == live.size()
          ? IntStream.range(0, desired.size())
              .mapToObj(at -> first(path + "/" + at, parent, desired.get(at), live.get(at)))
              .flatMap(Optional::stream)
              .findFirst()
          : Optional.of(path);
    }
    return equal(parent, desired, live) ? Optional.empty() : Optional.of(path);
  }

  private static boolean equal(String parent, JsonNode desired, JsonNode live) {
    if (desired.isNumber() && live.isNumber()) {
      return desired.decimalValue().compareTo(live.decimalValue()) == 0;
    }
    if (QUANTITIES.contains(parent) && desired.isValueNode() && live.isValueNode()) {
      return sameQuantity(desired.asText(), live.asText());
    }
    return desired.equals(live);
  }

  private static boolean sameQuantity(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    try {
      return Quantity.getAmountInBytes(new Quantity(one))
              .compareTo(Quantity.getAmountInBytes(new Quantity(other)))
          == 0;
    } catch (IllegalArgumentException notQuantities) {
      return false;
    }
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode()
        || node.isNull()
        || (node.isContainerNode() && node.isEmpty())
        || (node.isTextual() && node.asText().isEmpty());
  }

  private static String lastOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
