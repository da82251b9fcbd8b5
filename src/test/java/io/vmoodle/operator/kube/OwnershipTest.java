package io.vmoodle.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private final ConfigMap desired = labelled(Labels.ofTenant("academie", "abc0123456"));

  @Test
  void theSameMarksAreOurs() {
    assertThat(Ownership.objection(labelled(Labels.ofTenant("academie", "abc0123456")), desired))
        .isEmpty();
  }

  @Test
  void moreLabelsDoNotMatter() {
    var there = labelled(Labels.ofTenant("academie", "abc0123456"));
    there.getMetadata().getLabels().put("team", "schools");
    assertThat(Ownership.objection(there, desired)).isEmpty();
  }

  @Test
  void anUnmarkedObjectIsForeign() {
    assertThat(Ownership.objection(labelled(null), desired))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains("ConfigMap ns/a exists")
                    .contains("label app.kubernetes.io/managed-by is missing"));
  }

  @Test
  void anotherTenantsOrPlatformsObjectIsForeign() {
    assertThat(Ownership.objection(labelled(Labels.ofTenant("academie", "zzz0123456")), desired))
        .hasValueSatisfying(
            why -> assertThat(why).contains("is \"zzz0123456\", expected \"abc0123456\""));
    assertThat(Ownership.objection(labelled(Labels.ofTenant("other", "abc0123456")), desired))
        .isPresent();
    assertThat(Ownership.objection(labelled(Labels.ofPlatform("academie")), desired)).isPresent();
  }

  @Test
  void aTenantsObjectIsNotTakenForThePlatforms() {
    var ofPlatform = labelled(Labels.ofPlatform("academie"));
    assertThat(Ownership.objection(desired, ofPlatform)).isPresent();
  }

  @Test
  void anUnmarkedObjectIsNeverWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ownership.objection(desired, labelled(Map.of("a", "b"))));
  }

  private static ConfigMap labelled(@Nullable Map<String, String> labels) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("ns")
        .withName("a")
        .withLabels(labels)
        .endMetadata()
        .build();
  }
}
