package io.vmoodle.lab.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;

/**
 * A namespace of its own for a test class, or with {@link Fresh} for one test; {@link
 * ClusterExtension} creates it and gives it back afterwards.
 *
 * @param name its name in the cluster
 */
public record TestNamespace(String name) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<ResourceDefinitionContext> OURS =
      List.of(ours("VirtualMoodle", "virtualmoodles"), ours("MoodlePlatform", "moodleplatforms"));

  /**
   * Ends it where somebody has to. Elsewhere only what an operator of all namespaces would work on
   * is removed. A test is over by then and says nothing of the API server, so a request that fails
   * is made again.
   */
  public void giveBack(Cluster cluster) {
    await("the end of what is in " + name)
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .ignoreException(KubernetesClientException.class)
        .untilAsserted(() -> clear(cluster));
  }

  private void clear(Cluster cluster) {
    if (cluster.isThrownAway()) {
      OURS.forEach(
          kind -> cluster.client().genericKubernetesResources(kind).inNamespace(name).delete());
      OURS.forEach(kind -> removeFinalizers(cluster.client(), kind));
    } else {
      end(cluster.client());
    }
  }

  /**
   * Asks for its deletion and does not wait for that. The operator that its test started is gone,
   * so nobody else removes finalizers; and a namespace that cannot end is tried again and again,
   * each time with two requests for every kind that there is.
   */
  void end(KubernetesClient client) {
    client.namespaces().withName(name).delete();
    OURS.forEach(kind -> removeFinalizers(client, kind));
  }

  private void removeFinalizers(KubernetesClient client, ResourceDefinitionContext kind) {
    var resources = client.genericKubernetesResources(kind).inNamespace(name);
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

  @Override
  public String toString() {
    return name;
  }
}
