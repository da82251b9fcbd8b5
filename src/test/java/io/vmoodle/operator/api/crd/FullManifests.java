package io.vmoodle.operator.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Set;
import java.util.stream.Stream;

/** Valid manifests that together use every field. */
final class FullManifests {
  private static final Set<String> FILES =
      Set.of(
          "moodleplatform/full.yaml",
          "virtualmoodle/full.yaml",
          "virtualmoodle/spec/address/subPath/minimal.yaml",
          "virtualmoodle/spec/source/existing.yaml");

  private FullManifests() {}

  static Stream<JsonNode> all() {
    return Manifest.valid().stream()
        .filter(manifest -> FILES.contains(manifest.toString()))
        .map(manifest -> Serialization.unmarshal(manifest.text(), JsonNode.class));
  }

  /** Whether a string is for people, so that it may hold quotes and any script. */
  static boolean isText(Leaf leaf) {
    return Set.of("spec.site.fullName", "spec.site.description").contains(leaf.field());
  }

  /**
   * Whether a string is none of the operator's business: it is handed to the ingress controller, or
   * to a pod.
   */
  static boolean isOpaque(Leaf leaf) {
    return leaf.field().startsWith("spec.routing.ingress.annotations.")
        || leaf.fieldInSchema().equals("spec.jobs.podTemplate.env.value");
  }
}
