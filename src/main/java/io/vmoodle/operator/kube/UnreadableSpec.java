package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.Obstacle;
import io.vmoodle.operator.api.Reason;
import java.util.Optional;

/** A resource whose spec this version of the operator cannot read, so that it reads as null. */
public final class UnreadableSpec {
  private final KubernetesClient client;
  private final Class<?> type;

  /**
   * Explains specs.
   *
   * @param client reads them as they are stored
   * @param type the record that they should be
   */
  public UnreadableSpec(KubernetesClient client, Class<?> type) {
    this.client = client;
    this.type = type;
  }

  /** Whether the resource is one. */
  public static boolean is(CustomResource<?, ?> resource) {
    return resource.getSpec() == null;
  }

  /** What is wrong with it, and what to do. */
  public Finding explain(HasMetadata resource) {
    var metadata = resource.getMetadata();
    var stored =
        client
            .genericKubernetesResources(resource.getApiVersion(), resource.getKind())
            .inNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .get();
    var obstacle =
        stored == null
            ? Optional.<String>empty()
            : Obstacle.in(
                stored.getAdditionalProperties().get("spec"),
                "spec",
                type,
                client.getKubernetesSerialization());
    return new Finding(
        Reason.SpecInvalid,
        "%s. Correct it, or upgrade the operator; until then nothing is done for this resource, and what serves goes on serving."
            .formatted(obstacle.orElse("The resource changed while it was read")));
  }
}
