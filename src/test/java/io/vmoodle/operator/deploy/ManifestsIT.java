package io.vmoodle.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(ClusterExtension.class)
class ManifestsIT {
  static Stream<Path> files() {
    return ShippedManifests.files().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void theApiServerWouldTakeIt(Path file, KubernetesClient client, TestNamespace namespace) {
    var objects = ShippedManifests.objects(file);

    assertThat(objects).isNotEmpty();
    for (var object : objects) {
      if (object instanceof Namespaced) {
        // The namespace that they name need not be there.
        object.getMetadata().setNamespace(namespace.name());
      }
      assertThat(dryRun(client, object).getMetadata().getName())
          .isEqualTo(object.getMetadata().getName());
    }
  }

  private static HasMetadata dryRun(KubernetesClient client, HasMetadata object) {
    return client
        .resource(object)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("manifests-it")
                .withFieldValidation("Strict")
                .withForce(true)
                .withDryRun(List.of("All"))
                .build());
  }

  @Test
  void thePodMeetsTheStrictestPodSecurityStandard(
      KubernetesClient client, @Fresh TestNamespace namespace) {
    client
        .namespaces()
        .withName(namespace.name())
        .edit(
            it ->
                new NamespaceBuilder(it)
                    .editMetadata()
                    .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                    .endMetadata()
                    .build());
    var deployment = (Deployment) ShippedManifests.objects("base/deployment.yaml").getFirst();
    var template = deployment.getSpec().getTemplate();
    client
        .serviceAccounts()
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(namespace.name())
                .withName(template.getSpec().getServiceAccountName())
                .endMetadata()
                .build())
        .create();

    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(namespace.name())
            .withName("operator")
            .endMetadata()
            .withSpec(template.getSpec())
            .build();

    assertThat(client.resource(pod).dryRun().create().getMetadata().getName())
        .isEqualTo("operator");
  }
}
