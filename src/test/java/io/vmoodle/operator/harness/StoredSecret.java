package io.vmoodle.operator.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials in a Secret that the operator made for a tenant's database.
 *
 * @param username who logs in
 * @param password in clear
 */
public record StoredSecret(String username, String password) {
  /** Reads {@code vm-<id>-db}; empty if there is none. */
  public static Optional<StoredSecret> of(
      KubernetesClient client, String namespace, String tenantId) {
    return Optional.ofNullable(
            client.secrets().inNamespace(namespace).withName(name(tenantId)).get())
        .map(secret -> secret.getData())
        .map(data -> new StoredSecret(decoded(data, "username"), decoded(data, "password")));
  }

  /** The Secret's name. */
  public static String name(String tenantId) {
    return "vm-" + tenantId + "-db";
  }

  private static String decoded(Map<String, String> data, String key) {
    return new String(Base64.getDecoder().decode(data.getOrDefault(key, "")), UTF_8);
  }
}
