package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** A namespace that exists from its first use until this is closed. */
final class NamespaceLease implements AutoCloseable {
  private static final int READABLE = 40;
  private static final List<ResourceDefinitionContext> OURS =
      List.of(ours("VirtualMoodle", "virtualmoodles"), ours("MoodlePlatform", "moodleplatforms"));

  private final KubernetesClient client;
  private final TestNamespace namespace;

  private NamespaceLease(KubernetesClient client, TestNamespace namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Creates one whose name tells which class it is for. */
  static NamespaceLease create(KubernetesClient client, Class<?> testClass) {
    var readable = testClass.getSimpleName().toLowerCase(Locale.ROOT);
    var name =
        "test-%s-%05x"
            .formatted(
                readable.substring(0, Math.min(READABLE, readable.length())),
                ThreadLocalRandom.current().nextInt(1 << 20));
    var manifest = new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
    client.resource(manifest).create();
    return new NamespaceLease(client, new TestNamespace(name));
  }

  TestNamespace namespace() {
    return namespace;
  }

  /**
   * Does not wait for its end. The operator that its test started is gone, so nobody else removes
   * finalizers; and a namespace that cannot end is tried again and again, each time with two
   * requests for every kind that there is.
   */
  @Override
  public void close() {
    client.namespaces().withName(namespace.name()).delete();
    OURS.forEach(this::removeFinalizers);
  }

  private void removeFinalizers(ResourceDefinitionContext kind) {
    var resources = client.genericKubernetesResources(kind).inNamespace(namespace.name());
    for (var resource : resources.list().getItems()) {
      if (resource.getFinalizers().isEmpty()) {
        continue;
      }
      try {
        resources
            .withName(resource.getMetadata().getName())
            .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
          throw e;
        }
      }
    }
  }

  private static ResourceDefinitionContext ours(String kind, String plural) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("vmoodle.io")
        .withVersion("v1alpha1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}
