package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Objects;

/**
 * Reads Secrets by name, each time anew. It never lists, watches or caches them, so that the
 * operator's memory holds no Secret that it does not own, and a corrected password is seen at once.
 */
public final class SecretReader {
  private final KubernetesClient client;

  /** Reads with the rights of this client. */
  public SecretReader(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Reads a Secret that a platform refers to.
   *
   * @throws KubernetesClientException if the API server cannot be reached
   */
  public SecretValues read(String namespace, String name, String... keys) {
    return read(namespace, name, false, keys);
  }

  /**
   * Reads a Secret that a tenant refers to: only one whose owner allows it by the label {@value
   * Labels#TENANT_SECRET}{@code : "true"}, or a tenant could read out any Secret of its namespace.
   *
   * @throws KubernetesClientException if the API server cannot be reached
   */
  public SecretValues readOfTenant(String namespace, String name, String... keys) {
    return read(namespace, name, true, keys);
  }

  private SecretValues read(String namespace, String name, boolean labelled, String... keys) {
    try {
      var secret = client.secrets().inNamespace(namespace).withName(name).get();
      if (secret == null) {
        return new SecretValues.Missing();
      }
      return labelled && !isLabelled(secret)
          ? new SecretValues.NotLabelled()
          : SecretValues.of(secret, keys);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return new SecretValues.Denied();
      }
      throw e;
    }
  }

  private static boolean isLabelled(Secret secret) {
    var labels =
        Objects.requireNonNullElse(secret.getMetadata().getLabels(), Map.<String, String>of());
    return "true".equals(labels.get(Labels.TENANT_SECRET));
  }
}
