package io.vmoodle.operator.api.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Adds to a generated CRD what the generator cannot say. */
final class SchemaCompletion {
  /** What an entry of a list may be known by, if it must have it. */
  private static final List<String> KEYS = List.of("name", "suffix", "type");

  private final KubernetesSerialization serialization;

  SchemaCompletion(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  void complete(ObjectNode crd, ResourceKind kind) {
    var root = (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
    describe(root, kind.type());
    root.putArray("required").add("spec");
    describe((ObjectNode) root.at("/properties/spec"), kind.spec());
    describe((ObjectNode) root.at("/properties/status"), kind.status());
    // Without a generation in it kstatus takes a resource that nobody looked at for a current one.
    ((ObjectNode) root.at("/properties/status")).putObject("default").put("observedGeneration", -1);
    complete(root);
    orderColumns((ArrayNode) crd.at("/spec/versions/0/additionalPrinterColumns"), kind.type());
  }

  /** The generator sorts them by path; kubectl prints them from left to right. */
  private static void orderColumns(ArrayNode columns, Class<?> type) {
    var names =
        Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    var ordered =
        columns
            .valueStream()
            .sorted(Comparator.comparingInt(column -> names.indexOf(column.get("name").asText())))
            .toList();
    columns.removeAll().addAll(ordered);
  }

  private static void describe(ObjectNode schema, Class<?> type) {
    schema.put("description", type.getAnnotation(JsonClassDescription.class).value());
  }

  private void complete(ObjectNode schema) {
    removeDuplicateRules(schema);
    writeLimitsAsIntegers(schema);
    if (schema.path("properties").has("conditions")) {
      useTheUsualConditions(schema);
    }
    schema.path("properties").forEach(property -> complete((ObjectNode) property));
    if (schema.get("items") instanceof ObjectNode items) {
      complete(items);
      sayHowTheListMerges(schema, items);
    }
    if (schema.get("additionalProperties") instanceof ObjectNode values) {
      complete(values);
    }
  }

  /** A rule on a record's component is on its field and on its accessor, and is found twice. */
  private static void removeDuplicateRules(ObjectNode schema) {
    if (schema.get("x-kubernetes-validations") instanceof ArrayNode rules) {
      var distinct = new LinkedHashSet<JsonNode>();
      rules.forEach(distinct::add);
      rules.removeAll().addAll(distinct);
    }
  }

  private static void writeLimitsAsIntegers(ObjectNode schema) {
    for (var limit : List.of("minimum", "maximum")) {
      if (schema.has(limit)) {
        schema.set(limit, IntNode.valueOf(schema.get(limit).intValue()));
      }
    }
  }

  /** Fabric8's type says neither what its fields mean nor their limits. */
  private void useTheUsualConditions(ObjectNode schema) {
    var properties = (ObjectNode) schema.get("properties");
    var description = properties.get("conditions").get("description");
    try (var usual = getClass().getResourceAsStream("conditions.yaml")) {
      ObjectNode conditions = serialization.unmarshal(usual, ObjectNode.class);
      conditions.set("description", description);
      properties.set("conditions", conditions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Named entries are merged and compared by name; other lists are one value. */
  private static void sayHowTheListMerges(ObjectNode list, ObjectNode items) {
    var key = keyOf(items);
    if (key.isPresent()) {
      list.put("x-kubernetes-list-type", "map");
      list.putArray("x-kubernetes-list-map-keys").add(key.get());
    } else {
      list.put("x-kubernetes-list-type", items.has("enum") ? "set" : "atomic");
    }
  }

  /** Of an object that has sections, several entries may name the same one. */
  private static Optional<String> keyOf(ObjectNode items) {
    var properties = items.path("properties");
    if (properties.has("sectionName")) {
      return Optional.empty();
    }
    if (properties.has("mountPath") && properties.has("subPath")) {
      // One volume may be mounted at several paths.
      return Optional.of("mountPath");
    }
    return KEYS.stream()
        .filter(
            key -> items.path("required").valueStream().anyMatch(name -> name.asText().equals(key)))
        .findFirst();
  }
}
