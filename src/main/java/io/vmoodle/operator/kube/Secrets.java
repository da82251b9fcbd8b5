package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/**
 * Creates Secrets that must never be overwritten. A generated password is durable once its Secret
 * is stored: whoever comes second reads it, whatever it had generated itself.
 */
public final class Secrets {
  private final KubernetesClient client;

  /** Writes with the rights of this client. */
  public Secrets(KubernetesClient client) {
    this.client = client;
  }

  /** What is stored under the Secret's name now. */
  public sealed interface Stored {
    /** The given Secret was stored. */
    record Created(Secret secret) implements Stored {
      /** Never a value. */
      @Override
      public String toString() {
        return "Created[" + secret.getMetadata().getName() + "]";
      }
    }

    /** One of ours was there already; it was left as it is and counts. */
    record Existing(Secret secret) implements Stored {
      /** Never a value. */
      @Override
      public String toString() {
        return "Existing[" + secret.getMetadata().getName() + "]";
      }
    }

    /**
     * One that is not ours was there already; its content is not handed out.
     *
     * @param why for a condition's message
     */
    record Foreign(String why) implements Stored {}
  }

  /**
   * Creates the Secret, or reads the one that is there.
   *
   * @param desired with name, namespace and the operator's labels
   * @throws KubernetesClientException if the API server refuses or cannot be reached
   * @throws IllegalArgumentException if it is not labelled as the operator's
   */
  public Stored createOrRead(Secret desired) {
    Ownership.requireMarked(desired);
    try {
      return new Stored.Created(client.resource(desired).create());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      var there = client.resource(desired).get();
      if (there == null) {
        // Deleted in between, or its namespace is going: the next reconcile decides anew.
        throw e;
      }
      return Ownership.objection(there, desired)
          .<Stored>map(Stored.Foreign::new)
          .orElseGet(() -> new Stored.Existing(there));
    }
  }
}
