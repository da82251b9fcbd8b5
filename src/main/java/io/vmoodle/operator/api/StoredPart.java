package io.vmoodle.operator.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the spec or status of a stored resource and never fails: what this version of the operator
 * cannot read, stored before a rule existed or by a newer version, is null. The API server answers
 * with lists, and clients give up a whole list because of one item.
 */
public final class StoredPart extends JsonDeserializer<Object> implements ContextualDeserializer {
  private final @Nullable JavaType type;

  /** For Jackson, which asks for the type afterwards. */
  public StoredPart() {
    this(null);
  }

  private StoredPart(@Nullable JavaType type) {
    this.type = type;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) {
    return new StoredPart(property == null ? context.getContextualType() : property.getType());
  }

  @Override
  public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    // As a tree first: the parser must be behind the part, wherever its reading ends.
    var tree = context.readTree(parser);
    try {
      Object part = context.readTreeAsValue(tree, type);
      return part == null || Gaps.first(part).isPresent() ? null : part;
    } catch (JsonMappingException e) {
      return null;
    }
  }
}
