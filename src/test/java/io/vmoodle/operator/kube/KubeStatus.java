package io.vmoodle.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * What Flux, Helm 4 and others conclude from a custom resource: the published rules of kstatus
 * (sigs.k8s.io/cli-utils/pkg/kstatus), in their order, for kinds that it does not know.
 */
public enum KubeStatus {
  /** Being deleted. */
  Terminating,
  /** Wait for it. */
  InProgress,
  /** Give up waiting. */
  Failed,
  /** Done. */
  Current;

  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  /** The status of a resource as it was read from the API server. */
  public static KubeStatus of(HasMetadata resource) {
    return of(SERIALIZATION.<JsonNode>convertValue(resource, JsonNode.class));
  }

  static KubeStatus of(JsonNode resource) {
    if (!resource.at("/metadata/deletionTimestamp").asText().isEmpty()) {
      return Terminating;
    }
    var observed = resource.at("/status/observedGeneration");
    if (observed.isNumber() && observed.asLong() != resource.at("/metadata/generation").asLong()) {
      return InProgress;
    }
    var conditions = resource.at("/status/conditions");
    for (var condition : conditions) {
      if (is(condition, "Reconciling", "True")) {
        return InProgress;
      }
      if (is(condition, "Stalled", "True")) {
        return Failed;
      }
    }
    return conditions.valueStream().anyMatch(KubeStatus::isNotReady) ? InProgress : Current;
  }

  private static boolean isNotReady(JsonNode condition) {
    return "Ready".equals(condition.path("type").asText())
        && !"True".equals(condition.path("status").asText());
  }

  private static boolean is(JsonNode condition, String type, String status) {
    return type.equals(condition.path("type").asText())
        && status.equals(condition.path("status").asText());
  }
}
