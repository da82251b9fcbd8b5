package io.vmoodle.operator.harness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** Changes to stored objects, as people make them with {@code kubectl patch}. */
public final class Edits {
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private Edits() {}

  /**
   * {@code kubectl patch --type=merge}.
   *
   * @param json what to merge, such as <code>{"spec": {"paused": true}}</code>
   */
  public static <T extends HasMetadata> T merge(KubernetesClient client, T object, String json) {
    return client.resource(object).patch(MERGE, json);
  }

  /** Sets one annotation. */
  public static <T extends HasMetadata> T annotate(
      KubernetesClient client, T object, String annotation, String value) {
    return merge(
        client,
        object,
        "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(annotation, value));
  }
}
