package io.vmoodle.operator.platform;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/**
 * Tells this cluster from a copy of it: the uid of the namespace kube-system, as other tools do. A
 * staging cluster restored from a backup of production has another one, and must not touch
 * production's registry.
 */
final class ClusterIdentity {
  private final KubernetesClient client;
  private volatile @Nullable String id;

  ClusterIdentity(KubernetesClient client) {
    this.client = client;
  }

  String id() {
    var known = id;
    if (known == null) {
      known = client.namespaces().withName("kube-system").require().getMetadata().getUid();
      id = known;
    }
    return known;
  }
}
