package io.vmoodle.operator.api;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fields without a value that the code takes for granted: records here promise values for all that
 * is not Nullable, but what was stored before a field was required lacks it. Enums are left to who
 * uses them, since each knows what an unknown value means for it.
 */
final class Gaps {
  /** Reflection hands out copies each time; there are thousands of resources. */
  private static final ClassValue<List<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .filter(component -> !component.getType().isPrimitive())
              .filter(component -> !component.getType().isEnum())
              .toList();
        }
      };

  private Gaps() {}

  /** Path of the first field that lacks its value, such as {@code site.fullName}. */
  static Optional<String> first(Object value) {
    return in(value, "").findFirst();
  }

  private static Stream<String> in(@Nullable Object value, String path) {
    return switch (value) {
      case Record record ->
          COMPONENTS.get(record.getClass()).stream()
              .flatMap(component -> in(record, component, path));
      case List<?> list ->
          IntStream.range(0, list.size())
              .boxed()
              .flatMap(index -> in(list.get(index), "%s[%d]".formatted(path, index)));
      case null, default -> Stream.empty();
    };
  }

  private static Stream<String> in(Record record, RecordComponent component, String path) {
    var name = path.isEmpty() ? component.getName() : path + "." + component.getName();
    var value = value(record, component);
    if (value != null) {
      return in(value, name);
    }
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        ? Stream.empty()
        : Stream.of(name);
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of the API is public", e);
    }
  }
}
