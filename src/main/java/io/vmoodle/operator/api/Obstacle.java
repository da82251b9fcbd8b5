package io.vmoodle.operator.api;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keeps a stored part of a resource from being read; see {@link StoredPart}. */
public final class Obstacle {
  private Obstacle() {}

  /**
   * What is wrong, in words that name the field and never its value.
   *
   * @param part as it is stored, null if it is absent
   * @param name of the part: spec or status
   */
  public static Optional<String> in(
      @Nullable Object part, String name, Class<?> type, KubernetesSerialization serialization) {
    if (part == null) {
      return Optional.of(name + " is missing");
    }
    try {
      return Gaps.first(serialization.convertValue(part, type))
          .map(path -> "%s.%s is missing".formatted(name, path));
    } catch (IllegalArgumentException e) {
      var path = e.getCause() instanceof JsonMappingException mapping ? path(mapping) : "";
      return Optional.of(name + path + " has a form that this operator does not know");
    }
  }

  private static String path(JsonMappingException failure) {
    var path = new StringBuilder();
    for (var step : failure.getPath()) {
      path.append(
          step.getFieldName() == null
              ? "[%d]".formatted(step.getIndex())
              : "." + step.getFieldName());
    }
    return path.toString();
  }
}
