package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-side apply that writes only when something differs (for the API server an apply that
 * changes nothing costs as much as a write) and never takes over an object that is not ours.
 *
 * <p>What was applied is remembered as a hash in an annotation, so that a field that the operator
 * no longer sets (an annotation taken out of the platform) is removed from the object, too.
 */
public final class Apply {
  private static final Logger LOG = LoggerFactory.getLogger(Apply.class);
  private static final int ATTEMPTS = 4;

  // No stored object has it: as a condition it means that there must not be an object yet.
  private static final String NEVER_STORED = "1";

  private final KubernetesClient client;
  private final Fingerprint fingerprint;

  /** Applies with the rights of this client, as field manager {@value Labels#OPERATOR}. */
  public Apply(KubernetesClient client) {
    this.client = client;
    this.fingerprint = new Fingerprint(client.getKubernetesSerialization());
  }

  /** {@link #apply(HasMetadata, HasMetadata)} that reads the live object first. */
  public <T extends HasMetadata> Applied<T> apply(T desired) {
    return apply(desired, read(desired));
  }

  /**
   * Makes the stored object say what the desired one says.
   *
   * @param desired with name, namespace and the operator's labels; Secrets by {@code data}, not
   *     {@code stringData}; lists that are maps to the API server (ports) in full. Not changed.
   * @param known the object as an informer has it, or null where it has none. It may be old: the
   *     write is conditional on it, and after a conflict the live object is looked at.
   * @throws KubernetesClientException if the API server refuses the object or cannot be reached, or
   *     with code 409 if others kept changing it
   * @throws IllegalArgumentException if the desired object is not labelled as the operator's
   */
  public <T extends HasMetadata> Applied<T> apply(T desired, @Nullable T known) {
    Ownership.requireMarked(desired);
    var there = known;
    for (var attempt = 1; ; attempt++) {
      try {
        return there == null ? create(desired) : update(desired, there);
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
          throw e;
        }
        there = read(desired);
      }
    }
  }

  /** Whether the object that is there is ours and says what the desired one says. */
  public <T extends HasMetadata> boolean matches(T desired, T there) {
    return Ownership.objection(there, desired).isEmpty()
        && fingerprint.deviation(fingerprint.attachedTo(desired), there).isEmpty();
  }

  /**
   * Whether the desired object is what was applied last. If it is and the object that is there
   * differs, somebody else changed that; if it is not, the desired object is another one now.
   */
  public <T extends HasMetadata> boolean isAppliedLast(T desired, T there) {
    return fingerprint.hash(desired).equals(Fingerprint.attachedHash(there));
  }

  private <T extends HasMetadata> Applied<T> create(T desired) {
    var request = fingerprint.attachedTo(desired);
    request.getMetadata().setResourceVersion(NEVER_STORED);
    return new Applied.Created<>(send(request));
  }

  private <T extends HasMetadata> Applied<T> update(T desired, T there) {
    var objection = Ownership.objection(there, desired);
    if (objection.isPresent()) {
      return new Applied.Foreign<>(there, objection.get());
    }
    var request = fingerprint.attachedTo(desired);
    var difference = fingerprint.deviation(request, there);
    if (difference.isEmpty()) {
      return new Applied.Unchanged<>(there);
    }
    LOG.atInfo()
        .addKeyValue("kind", desired.getKind())
        .addKeyValue("namespace", desired.getMetadata().getNamespace())
        .addKeyValue("name", desired.getMetadata().getName())
        .addKeyValue("difference", difference.get())
        .log("stored object differs from the desired one");
    // Exactly the object that was judged to be ours, not a later one of the same name.
    request.getMetadata().setUid(there.getMetadata().getUid());
    request.getMetadata().setResourceVersion(there.getMetadata().getResourceVersion());
    var stored = send(request);
    return Objects.equals(
            stored.getMetadata().getResourceVersion(), there.getMetadata().getResourceVersion())
        ? new Applied.Unchanged<>(stored)
        : new Applied.Updated<>(stored);
  }

  private <T extends HasMetadata> T send(T request) {
    return client
        .resource(request)
        .fieldManager(Labels.OPERATOR)
        .forceConflicts()
        .serverSideApply();
  }

  private <T extends HasMetadata> @Nullable T read(T desired) {
    return client.resource(desired).get();
  }
}
