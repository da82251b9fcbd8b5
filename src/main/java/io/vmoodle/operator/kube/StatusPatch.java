package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a status, if it is another than the one that is there. */
public final class StatusPatch {
  private static final Logger LOG = LoggerFactory.getLogger(StatusPatch.class);

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private StatusPatch() {}

  /**
   * Writes the status and keeps it in the cache, so that the next look does not see the old one.
   *
   * @param resource as it was read; not changed
   * @param fresh an empty resource of the same kind, which becomes the patch: only what is in it is
   *     applied, to exactly the resource of that uid
   * @param status what the status is to be
   * @return whether something was written
   */
  public static <R extends CustomResource<?, S>, S> boolean write(
      R resource, R fresh, S status, Context<R> context) {
    if (Objects.equals(resource.getStatus(), status)) {
      return false;
    }
    var metadata = resource.getMetadata();
    fresh.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .build());
    fresh.setStatus(status);
    if (UnreadableSpec.is(resource)) {
      // Server-side apply refuses a resource whose stored spec breaks today's rules.
      context.getClient().resource(fresh).subresource("status").patch(MERGE, fresh);
    } else {
      PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(resource, fresh, context);
    }
    return true;
  }

  /**
   * {@link #write} after a failure: if the API server is what failed, it cannot be told, and the
   * first failure is the one that counts.
   */
  public static <R extends CustomResource<?, S>, S> void tryWrite(
      R resource, R fresh, S status, Context<R> context) {
    try {
      write(resource, fresh, status, context);
    } catch (KubernetesClientException e) {
      LOG.atDebug().setCause(e).log("The status could not be written");
    }
  }
}
