package io.vmoodle.operator.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A hash of what was applied, kept on the object. Comparing the fields that are desired now cannot
 * see a field that was desired before; the hash can.
 */
final class Fingerprint {
  /** Annotation on every applied object. */
  static final String ANNOTATION = "vmoodle.io/applied-hash";

  private static final List<String> OF_THE_SERVER =
      List.of(
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "managedFields");

  private final KubernetesSerialization serialization;

  Fingerprint(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  /** A copy of the object with its hash, without what only the API server sets. */
  <T extends HasMetadata> T attachedTo(T desired) {
    var copy = serialization.clone(desired);
    var metadata = copy.getMetadata();
    metadata.setUid(null);
    metadata.setResourceVersion(null);
    metadata.setManagedFields(null);
    var annotations = new TreeMap<String, String>();
    if (metadata.getAnnotations() != null) {
      annotations.putAll(metadata.getAnnotations());
    }
    annotations.put(ANNOTATION, hash(desired));
    metadata.setAnnotations(annotations);
    return copy;
  }

  /** The hash of an object that is to be applied. */
  String hash(HasMetadata desired) {
    return Sha256.hex(canonical(tree(desired)), 16);
  }

  /** The hash that is on an object; empty without one. */
  static String attachedHash(HasMetadata there) {
    var annotations = there.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(ANNOTATION, "");
  }

  /** Where the live object differs from the one to be applied; empty if nowhere. */
  Optional<String> deviation(HasMetadata request, HasMetadata live) {
    return Deviation.between(tree(request), tree(live));
  }

  private JsonNode tree(HasMetadata object) {
    var tree = serialization.<ObjectNode>convertValue(object, ObjectNode.class);
    tree.remove("status");
    if (tree.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(OF_THE_SERVER);
    }
    return tree;
  }

  private byte[] canonical(JsonNode tree) {
    return sorted(tree).toString().getBytes(UTF_8);
  }

  private static Object sorted(JsonNode node) {
    if (node.isObject()) {
      var fields = new TreeMap<String, Object>();
      node.forEachEntry((name, value) -> fields.put(name, sorted(value)));
      return fields;
    }
    if (node.isArray()) {
      return node.valueStream().map(Fingerprint::sorted).toList();
    }
    return node;
  }
}
