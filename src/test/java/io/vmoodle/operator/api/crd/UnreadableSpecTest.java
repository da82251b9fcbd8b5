package io.vmoodle.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vmoodle.operator.api.Obstacle;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.api.tenant.TenantSpec;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Stored in a form that this version does not know, a spec or status is null, and says where. */
class UnreadableSpecTest {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  @TestFactory
  Stream<DynamicTest> everyObjectAndListMayBeAText() {
    return FullManifests.all()
        .flatMap(
            manifest ->
                manifest.get("spec").properties().stream()
                    .filter(field -> field.getValue().isContainerNode())
                    .map(field -> test(manifest, field.getKey())));
  }

  private static DynamicTest test(JsonNode manifest, String field) {
    return DynamicTest.dynamicTest(
        manifest.get("kind").asText() + " " + field,
        () -> {
          ObjectNode broken = manifest.deepCopy();
          ((ObjectNode) broken.get("spec")).put(field, "text");
          broken.set("status", TextNode.valueOf("text"));

          var resource = read(broken);

          assertThat(resource.getMetadata().getName()).isNotEmpty();
          assertThat(resource.getSpec()).isNull();
          assertThat(resource.getStatus()).isNull();
          assertThat(obstacle(broken)).startsWith("spec." + field + " has a form");
          assertThat(JSON.clone(resource).getSpec()).as("a copy of it").isNull();
        });
  }

  @TestFactory
  Stream<DynamicTest> whatCanBeReadHasNoObstacle() {
    return FullManifests.all()
        .map(
            manifest ->
                DynamicTest.dynamicTest(
                    manifest.get("kind").asText(),
                    () -> {
                      assertThat(obstacle(manifest)).isEmpty();
                      assertThat(read(manifest).getSpec()).isNotNull();
                    }));
  }

  private static CustomResource<?, ?> read(JsonNode manifest) {
    return isTenant(manifest)
        ? JSON.unmarshal(manifest.toString(), VirtualMoodle.class)
        : JSON.unmarshal(manifest.toString(), MoodlePlatform.class);
  }

  private static boolean isTenant(JsonNode manifest) {
    return manifest.get("kind").asText().equals("VirtualMoodle");
  }

  private static String obstacle(JsonNode manifest) {
    var type = isTenant(manifest) ? TenantSpec.class : PlatformSpec.class;
    return Obstacle.in(manifest.get("spec"), "spec", type, JSON).orElse("");
  }
}
