package io.vmoodle.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClusterExtension.class)
class ApplyIT {
  private final KubernetesClient somebody;
  private final RecordedClient recorded;
  private final Apply apply;
  private final Removal removal;
  private String namespace = "";

  ApplyIT(Cluster cluster) {
    somebody = cluster.client();
    recorded = new RecordedClient(cluster);
    apply = new Apply(recorded.client());
    removal = new Removal(recorded.client());
  }

  @BeforeEach
  void useNamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @AfterEach
  void close() {
    recorded.close();
  }

  @Test
  void applyingTwiceWritesOnce() {
    var first = apply.apply(desired());
    assertThat(first).isInstanceOf(Applied.Created.class);
    assertThat(first.written()).isTrue();
    assertThat(recorded.methods()).containsExactly("GET", "PATCH");

    var second = apply.apply(desired());
    assertThat(second).isInstanceOf(Applied.Unchanged.class);
    assertThat(second.written()).isFalse();
    assertThat(recorded.methods()).containsExactly("GET");
    assertThat(live()).isEqualTo(stored(first));
  }

  @Test
  void aKnownObjectThatIsAsDesiredCostsNoRequest() {
    var known = stored(apply.apply(desired()));
    recorded.methods();
    assertThat(apply.apply(desired(), known)).isInstanceOf(Applied.Unchanged.class);
    assertThat(recorded.methods()).isEmpty();
  }

  @Test
  void whatTheInformerDoesNotHaveIsStoredWithoutLooking() {
    assertThat(apply.apply(desired(), null)).isInstanceOf(Applied.Created.class);
    assertThat(recorded.methods()).containsExactly("PATCH");

    assertThat(apply.apply(desired(), null)).isInstanceOf(Applied.Unchanged.class);
    assertThat(recorded.methods()).containsExactly("PATCH", "GET");
  }

  @Test
  void aHandEditIsMendedAndTheRestLeftAlone() {
    apply.apply(desired());
    edit(
        it ->
            it.addToData("key", "edited")
                .addToData("theirs", "kept")
                .editMetadata()
                .addToLabels("team", "schools")
                .endMetadata());
    assertThat(apply.apply(desired())).isInstanceOf(Applied.Updated.class);
    assertThat(live().getData()).isEqualTo(Map.of("key", "value", "theirs", "kept"));
    assertThat(live().getMetadata().getLabels()).containsEntry("team", "schools");
    assertThat(apply.apply(desired())).isInstanceOf(Applied.Unchanged.class);
  }

  @Test
  void whatIsNoLongerDesiredIsRemoved() {
    var more =
        new ConfigMapBuilder(desired())
            .addToData("old", "x")
            .editMetadata()
            .addToAnnotations("controller/old", "x")
            .endMetadata()
            .build();
    apply.apply(more);
    assertThat(apply.apply(desired())).isInstanceOf(Applied.Updated.class);
    assertThat(live().getData()).isEqualTo(Map.of("key", "value"));
    assertThat(live().getMetadata().getAnnotations()).containsOnlyKeys(Fingerprint.ANNOTATION);
  }

  @Test
  void anOldKnownObjectIsLookedUpAgain() {
    var old = stored(apply.apply(desired()));
    edit(it -> it.addToData("theirs", "kept"));
    recorded.methods();
    var changed = new ConfigMapBuilder(desired()).addToData("key", "new").build();
    assertThat(apply.apply(changed, old)).isInstanceOf(Applied.Updated.class);
    assertThat(recorded.methods()).containsExactly("PATCH", "GET", "PATCH");
    assertThat(live().getData()).isEqualTo(Map.of("key", "new", "theirs", "kept"));
  }

  @Test
  void aKnownObjectThatWasDeletedIsCreatedAgain() {
    var old = stored(apply.apply(desired()));
    somebody.resource(old).delete();
    var changed = new ConfigMapBuilder(desired()).addToData("key", "new").build();
    assertThat(apply.apply(changed, old)).isInstanceOf(Applied.Created.class);
    assertThat(live().getData()).isEqualTo(Map.of("key", "new"));
  }

  @Test
  void aForeignObjectIsNeverTakenOver() {
    var foreign = somebody.resource(foreign()).create();
    assertThat(apply.apply(desired()))
        .isInstanceOfSatisfying(
            Applied.Foreign.class, it -> assertThat(it.why()).contains("/a exists"));
    assertThat(apply.apply(desired()).written()).isFalse();
    assertThat(live()).isEqualTo(foreign);
  }

  @Test
  void aForeignObjectThatAppearsInBetweenIsNotTakenOver() {
    recorded.beforeNextWrite(() -> somebody.resource(foreign()).create());
    assertThat(apply.apply(desired())).isInstanceOf(Applied.Foreign.class);
    assertThat(live().getData()).isEqualTo(foreign().getData());
    assertThat(live().getMetadata().getLabels()).isNullOrEmpty();
  }

  @Test
  void aForeignObjectThatReplacesOursInBetweenIsNotTakenOver() {
    apply.apply(desired());
    recorded.beforeNextWrite(
        () -> {
          somebody.resource(desired()).delete();
          somebody.resource(foreign()).create();
        });
    var changed = new ConfigMapBuilder(desired()).addToData("key", "new").build();
    assertThat(apply.apply(changed)).isInstanceOf(Applied.Foreign.class);
    assertThat(live().getData()).isEqualTo(foreign().getData());
  }

  @Test
  void whatTheServerRefusesIsThrown() {
    var invalid = new ConfigMapBuilder(desired()).addToData("no such key", "x").build();
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> apply.apply(invalid))
        .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(422));
  }

  @Test
  void removingTwiceDeletesOnce() {
    apply.apply(desired());
    assertThat(removal.remove(desired())).isEqualTo(new Removal.Removed.Deleted());
    assertThat(removal.remove(desired())).isEqualTo(new Removal.Removed.Gone());
    assertThat(somebody.resource(desired()).get()).isNull();
  }

  @Test
  void aForeignObjectIsNeverRemoved() {
    var foreign = somebody.resource(foreign()).create();
    assertThat(removal.remove(desired())).isInstanceOf(Removal.Removed.Foreign.class);
    assertThat(live()).isEqualTo(foreign);
  }

  @Test
  void anObjectThatIsReplacedInBetweenIsNotRemoved() {
    apply.apply(desired());
    recorded.beforeNextWrite(
        () -> {
          somebody.resource(desired()).delete();
          somebody.resource(foreign()).create();
        });
    assertThat(removal.remove(desired())).isInstanceOf(Removal.Removed.Foreign.class);
    assertThat(live().getData()).isEqualTo(foreign().getData());
  }

  private ConfigMap desired() {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("a")
        .withLabels(Labels.ofTenant("academie", "abc0123456"))
        .endMetadata()
        .addToData("key", "value")
        .build();
  }

  private ConfigMap foreign() {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("a")
        .endMetadata()
        .addToData("precious", "x")
        .build();
  }

  private ConfigMap live() {
    return somebody.resource(desired()).require();
  }

  private void edit(UnaryOperator<ConfigMapBuilder> change) {
    somebody.resource(desired()).edit(it -> change.apply(new ConfigMapBuilder(it)).build());
  }

  private static ConfigMap stored(Applied<ConfigMap> applied) {
    return switch (applied) {
      case Applied.Created<ConfigMap>(var object) -> object;
      case Applied.Updated<ConfigMap>(var object) -> object;
      case Applied.Unchanged<ConfigMap>(var object) -> object;
      case Applied.Foreign<ConfigMap>(var object, var why) ->
          throw new AssertionError(why + object);
    };
  }
}
