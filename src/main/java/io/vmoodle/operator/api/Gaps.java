package io.vmoodle.operator.api;

import java.lang.reflect.Method;
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
  /** What has to be known of a field, for which reflection takes long; there are many resources. */
  private record Field(String name, Method accessor, boolean nullable) {
    static Field of(RecordComponent component) {
      return new Field(
          component.getName(),
          component.getAccessor(),
          component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }
  }

  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .filter(component -> !component.getType().isPrimitive())
              .filter(component -> !component.getType().isEnum())
              .map(Field::of)
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
          FIELDS.get(record.getClass()).stream().flatMap(field -> in(record, field, path));
      case List<?> list ->
          IntStream.range(0, list.size())
              .boxed()
              .flatMap(index -> in(list.get(index), "%s[%d]".formatted(path, index)));
      case null, default -> Stream.empty();
    };
  }

  private static Stream<String> in(Record record, Field field, String path) {
    var name = path.isEmpty() ? field.name() : path + "." + field.name();
    var value = value(record, field);
    if (value != null) {
      return in(value, name);
    }
    return field.nullable() ? Stream.empty() : Stream.of(name);
  }

  private static @Nullable Object value(Record record, Field field) {
    try {
      return field.accessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of the API is public", e);
    }
  }
}
