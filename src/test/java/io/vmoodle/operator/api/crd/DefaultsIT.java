package io.vmoodle.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.TestNamespace;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The API server fills in the same defaults as the Java types do, so that code that is tested with
 * objects made in Java sees what it will see in a cluster.
 */
@ExtendWith(ClusterExtension.class)
class DefaultsIT {
  private final KubernetesClient client;
  private final TestNamespace namespace;

  DefaultsIT(KubernetesClient client, TestNamespace namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  @TestFactory
  Stream<DynamicTest> theServerFillsInWhatJavaFillsIn() {
    return Manifest.valid().stream()
        .map(
            manifest ->
                DynamicTest.dynamicTest(
                    manifest.toString(), () -> assertSameDefaults(manifest.resources().getLast())));
  }

  private void assertSameDefaults(GenericKubernetesResource written) {
    var stored = client.resource(written).inNamespace(namespace.name()).dryRun().create();
    assertThat(spec(stored)).isEqualTo(spec(written));
  }

  private static Object spec(GenericKubernetesResource resource) {
    return Serialization.unmarshal(
            Serialization.asJson(resource), ResourceKind.of(resource.getKind()).type())
        .getSpec();
  }
}
