package io.vmoodle.operator.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A string somewhere in a manifest.
 *
 * @param pointer where, as a JSON pointer
 * @param field where, as the API server writes it
 * @param value the string
 */
record Leaf(String pointer, String field, String value) {
  /** All strings in the spec of a manifest. */
  static List<Leaf> stringsIn(JsonNode manifest) {
    var leaves = new ArrayList<Leaf>();
    collect(manifest.get("spec"), "/spec", "spec", leaves);
    return leaves;
  }

  private static void collect(JsonNode node, String pointer, String field, List<Leaf> leaves) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(
                  entry ->
                      collect(
                          entry.getValue(),
                          pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1"),
                          field + "." + entry.getKey(),
                          leaves));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          collect(array.get(i), pointer + "/" + i, field + "[" + i + "]", leaves);
        }
      }
      case JsonNode scalar when scalar.isTextual() ->
          leaves.add(new Leaf(pointer, field, scalar.asText()));
      default -> {}
    }
  }

  /** A copy of the manifest in which this string is another one. */
  JsonNode changedIn(JsonNode manifest, Function<String, String> change) {
    JsonNode copy = manifest.deepCopy();
    var end = pointer.lastIndexOf('/');
    var parent = copy.at(pointer.substring(0, end));
    var name = pointer.substring(end + 1).replace("~1", "/").replace("~0", "~");
    if (parent instanceof ObjectNode object) {
      object.put(name, change.apply(value));
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(name), change.apply(value));
    }
    return copy;
  }

  /** The field without positions in lists. */
  String fieldInSchema() {
    return field.replaceAll("\\[\\d+]", "");
  }
}
