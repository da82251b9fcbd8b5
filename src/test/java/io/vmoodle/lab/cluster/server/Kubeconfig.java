package io.vmoodle.lab.cluster.server;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Text of kubeconfig files with one cluster, one user and one context. */
public final class Kubeconfig {
  /** Name of the cluster, the user and the context. */
  public static final String NAME = "vmoodle-lab";

  private Kubeconfig() {}

  /** For a user with a certificate. */
  public static String of(String server, String authority, Credential user) {
    return text(
        server,
        base64(authority),
        new AuthInfoBuilder()
            .withClientCertificateData(base64(user.certificate()))
            .withClientKeyData(base64(user.key()))
            .build());
  }

  /**
   * For a user with a token.
   *
   * @param authorityData the authority's PEM in base 64, as other kubeconfigs hold it; null if the
   *     system trusts the server anyway
   */
  public static String of(String server, @Nullable String authorityData, String token) {
    return text(server, authorityData, new AuthInfoBuilder().withToken(token).build());
  }

  private static String text(String server, @Nullable String authorityData, AuthInfo user) {
    return Serialization.asYaml(
        new ConfigBuilder()
            .addNewCluster()
            .withName(NAME)
            .withNewCluster()
            .withServer(server)
            .withCertificateAuthorityData(authorityData)
            .endCluster()
            .endCluster()
            .addNewUser()
            .withName(NAME)
            .withUser(user)
            .endUser()
            .addNewContext()
            .withName(NAME)
            .withNewContext()
            .withCluster(NAME)
            .withUser(NAME)
            .endContext()
            .endContext()
            .withCurrentContext(NAME)
            .build());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
