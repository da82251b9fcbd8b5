package io.vmoodle.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private final Fingerprint fingerprint = new Fingerprint(new KubernetesSerialization());

  private final ConfigMap desired =
      new ConfigMapBuilder()
          .withNewMetadata()
          .withName("a")
          .addToAnnotations("x", "1")
          .endMetadata()
          .addToData("k", "v")
          .build();

  @Test
  void theDesiredObjectIsNotChanged() {
    var before = new ConfigMapBuilder(desired).build();
    fingerprint.attachedTo(desired);
    assertThat(desired).isEqualTo(before);
  }

  @Test
  void theHashDoesNotDependOnTheOrderOfMaps() {
    var one = new LinkedHashMap<String, String>();
    one.put("a", "1");
    one.put("b", "2");
    var other = new LinkedHashMap<String, String>();
    other.put("b", "2");
    other.put("a", "1");
    assertThat(hash(new ConfigMapBuilder(desired).withData(one).build()))
        .isEqualTo(hash(new ConfigMapBuilder(desired).withData(other).build()));
  }

  @Test
  void whatTheServerAddsDoesNotCount() {
    var stored =
        new ConfigMapBuilder(desired)
            .editMetadata()
            .withUid("u")
            .withResourceVersion("7")
            .endMetadata()
            .build();
    assertThat(hash(stored)).isEqualTo(hash(desired));
    assertThat(fingerprint.attachedTo(stored).getMetadata().getUid()).isNull();
    assertThat(fingerprint.attachedTo(stored).getMetadata().getResourceVersion()).isNull();
  }

  @Test
  void aFieldThatIsNoLongerDesiredIsADeviation() {
    var live = fingerprint.attachedTo(desired);
    var without = new ConfigMapBuilder(desired).editMetadata().withAnnotations(null).endMetadata();
    assertThat(fingerprint.deviation(fingerprint.attachedTo(desired), live)).isEmpty();
    assertThat(fingerprint.deviation(fingerprint.attachedTo(without.build()), live))
        .hasValue("/metadata/annotations/vmoodle.io/applied-hash");
  }

  @Test
  void aFieldThatSomebodyChangedIsADeviation() {
    var live = fingerprint.attachedTo(desired);
    live.getData().put("k", "edited");
    live.getData().put("other", "added");
    assertThat(fingerprint.deviation(fingerprint.attachedTo(desired), live)).hasValue("/data/k");
  }

  private String hash(ConfigMap object) {
    var annotations = fingerprint.attachedTo(object).getMetadata().getAnnotations();
    return Objects.requireNonNull(annotations.get(Fingerprint.ANNOTATION));
  }
}
