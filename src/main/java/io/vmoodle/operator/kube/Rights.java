package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.stream.Stream;

/** What the operator's own account may do. */
public final class Rights {
  private Rights() {}

  /**
   * Whether all objects of a kind of the core API can be listed and watched, in the whole cluster.
   *
   * @param plural the kind as the API server names it, such as {@code namespaces}
   */
  public static boolean mayWatch(KubernetesClient client, String plural) {
    return Stream.of("list", "watch").allMatch(verb -> may(client, verb, plural));
  }

  private static boolean may(KubernetesClient client, String verb, String plural) {
    var question =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(verb)
            .withResource(plural)
            .endResourceAttributes()
            .endSpec()
            .build();
    return Boolean.TRUE.equals(
        client
            .authorization()
            .v1()
            .selfSubjectAccessReview()
            .create(question)
            .getStatus()
            .getAllowed());
  }
}
