package io.vmoodle.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Manifests;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharingClonerTest {
  private final SharingCloner cloner = new SharingCloner(new KubernetesSerialization());

  @Test
  void aTenantIsTheSameAndItsMetadataItsOwn() {
    var tenant = Manifests.tenant("schools", "hugo", "hugo.example.edu");
    tenant.getMetadata().setAnnotations(Map.of("a", "1"));

    var clone = cloner.clone(tenant);

    assertThat(clone).isEqualTo(tenant).isNotSameAs(tenant);
    clone.addFinalizer("example.edu/held");
    clone.getMetadata().getAnnotations().put("b", "2");
    assertThat(tenant.getFinalizers()).isEmpty();
    assertThat(tenant.getMetadata().getAnnotations()).containsOnlyKeys("a");
  }

  @Test
  void aPlatformIsTheSame() {
    var platform = Manifests.platform("lms", Engine.MariaDB, "moodle_main");

    assertThat(cloner.clone(platform)).isEqualTo(platform).isNotSameAs(platform);
  }

  /** As one is that was stored before a rule existed. */
  @Test
  void whatCouldNotBeReadStaysUnread() {
    var tenant = new VirtualMoodle();

    assertThat(cloner.clone(tenant).getSpec()).isNull();
  }

  @Test
  void whatAnybodyCanChangeIsCopiedAsAWhole() {
    ConfigMap map = new ConfigMapBuilder().addToData("a", "1").build();

    cloner.clone(map).getData().put("a", "2");

    assertThat(map.getData()).containsEntry("a", "1");
  }
}
