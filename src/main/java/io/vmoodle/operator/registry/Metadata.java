package io.vmoodle.operator.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON in a row's {@code metadata}: two keys are the operator's, all others are kept. */
public final class Metadata {
  /** Key of the tenant's id. */
  public static final String TENANT_ID = "vmoodle.io/tenant-id";

  /** Key of the name of the release that the tenant's database is on; the boot's gate reads it. */
  public static final String RELEASE = "vmoodle.io/release";

  /** Key under which text is kept that was in the column's place and is not a JSON object. */
  static final String REPLACED = "vmoodle.io/replaced";

  /** Strict, so that nothing is lost by reading: what is not read exactly is kept as text. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Metadata() {}

  /** The operator's two keys as JSON. */
  public static String of(String tenantId, String release) {
    return write(JSON.createObjectNode().put(TENANT_ID, tenantId).put(RELEASE, release));
  }

  /** The tenant's id in a row's metadata, if that is readable and has one. */
  public static Optional<String> tenantId(RegistryRow row) {
    return text(row, TENANT_ID);
  }

  /** The release in a row's metadata, if that is readable and names one. */
  public static Optional<String> release(RegistryRow row) {
    return text(row, RELEASE);
  }

  /**
   * Sets all keys of {@code wanted} in {@code present}; the same text when it has them already.
   * What is present and not a JSON object is kept as a text under {@link #REPLACED}.
   */
  static String merge(String present, String wanted) {
    var object = read(present);
    var keys = read(wanted);
    if (keys == null) {
      throw new IllegalArgumentException("the operator's own metadata is not a JSON object");
    }
    if (object == null) {
      object = JSON.createObjectNode();
      if (!present.isBlank()) {
        object.put(REPLACED, present);
      }
    }
    var before = object.deepCopy();
    object.setAll(keys);
    return object.equals(before) ? present : write(object);
  }

  private static Optional<String> text(RegistryRow row, String key) {
    var object = row.metadata() == null ? null : read(row.metadata());
    return object == null || !object.path(key).isTextual()
        ? Optional.empty()
        : Optional.of(object.path(key).textValue());
  }

  private static @Nullable ObjectNode read(String metadata) {
    try {
      return JSON.readTree(metadata) instanceof ObjectNode object ? object : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String write(ObjectNode object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON object can be written", e);
    }
  }
}
