package io.vmoodle.lab.cluster;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.server.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Gives others the rights of a ServiceAccount, as a pod that runs under it would have them. */
final class ServiceAccountAccess {
  private static final Duration VALID = Duration.ofDays(1);

  private final KubernetesClient admin;
  private final Path folder;

  /**
   * @param folder where the kubeconfigs are written
   */
  ServiceAccountAccess(KubernetesClient admin, Path folder) {
    this.admin = admin;
    this.folder = folder;
  }

  Path kubeconfig(String namespace, String serviceAccount) {
    var token =
        admin
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(serviceAccount)
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(VALID.toSeconds())
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    var configuration = admin.getConfiguration();
    try {
      var text =
          Kubeconfig.of(
              configuration.getMasterUrl(),
              authority(configuration.getCaCertData(), configuration.getCaCertFile()),
              token);
      return Files.writeString(
          folder.resolve("kubeconfig-%s-%s.yaml".formatted(namespace, serviceAccount)), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In base 64; null if the cluster's certificate is one that the system trusts. */
  private static @Nullable String authority(@Nullable String data, @Nullable String file)
      throws IOException {
    return data == null && file != null
        ? Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(file)))
        : data;
  }
}
