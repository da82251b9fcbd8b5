package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** Deletes what is ours, and exactly the object that was looked at. */
public final class Removal {
  private static final int ATTEMPTS = 4;

  private final KubernetesClient client;

  /** Deletes with the rights of this client. */
  public Removal(KubernetesClient client) {
    this.client = client;
  }

  /** What became of a {@link Removal}. */
  public sealed interface Removed {
    /** The API server accepted the deletion; finalizers of others may hold the object a while. */
    record Deleted() implements Removed {}

    /** There was no such object. */
    record Gone() implements Removed {}

    /**
     * An object of that name is there and is not ours. It was not touched.
     *
     * @param why for a condition's message
     */
    record Foreign(String why) implements Removed {}
  }

  /**
   * Deletes the object of this kind, namespace and name, if its marks are the given object's.
   *
   * @param marked with name, namespace and the operator's labels: the desired or the known object
   * @throws KubernetesClientException if the API server refuses or cannot be reached, or with code
   *     409 if others kept changing the object
   * @throws IllegalArgumentException if the object is not labelled as the operator's
   */
  public Removed remove(HasMetadata marked) {
    Ownership.requireMarked(marked);
    for (var attempt = 1; ; attempt++) {
      var there = client.resource(marked).get();
      if (there == null) {
        return new Removed.Gone();
      }
      var objection = Ownership.objection(there, marked);
      if (objection.isPresent()) {
        return new Removed.Foreign(objection.get());
      }
      try {
        client.resource(there).lockResourceVersion().delete();
        return new Removed.Deleted();
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
