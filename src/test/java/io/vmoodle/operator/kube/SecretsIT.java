package io.vmoodle.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClusterExtension.class)
class SecretsIT {
  private final KubernetesClient client;
  private final Cluster cluster;
  private final SecretReader reader;
  private final Secrets secrets;
  private String namespace = "";

  SecretsIT(Cluster cluster) {
    this.cluster = cluster;
    client = cluster.client();
    reader = new SecretReader(client);
    secrets = new Secrets(client);
  }

  @BeforeEach
  void useNamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @Test
  void whoComesSecondReadsTheFirstPassword() {
    var marks = Labels.ofTenant("academie", "abc0123456");
    assertThat(secrets.createOrRead(secret(marks, "first")))
        .isInstanceOf(Secrets.Stored.Created.class);
    assertThat(secrets.createOrRead(secret(marks, "second")))
        .isInstanceOfSatisfying(
            Secrets.Stored.Existing.class,
            it -> assertThat(password(it.secret())).isEqualTo("first"));
  }

  @Test
  void aForeignSecretIsNeitherChangedNorHandedOut() {
    var foreign = client.resource(secret(null, "theirs")).create();
    var stored = secrets.createOrRead(secret(Labels.ofTenant("academie", "abc0123456"), "ours"));
    assertThat(stored).isInstanceOf(Secrets.Stored.Foreign.class);
    assertThat(stored.toString()).doesNotContain("theirs");
    assertThat(client.resource(foreign).get()).isEqualTo(foreign);
  }

  @Test
  void aSecretIsReadAnewEachTime() {
    assertThat(reader.read(namespace, "s", "password")).isEqualTo(new SecretValues.Missing());
    client.resource(secret(null, "wrong")).create();
    assertThat(password(reader.read(namespace, "s", "password"))).isEqualTo("wrong");
    client.resource(secret(null, "right")).update();
    assertThat(password(reader.read(namespace, "s", "password"))).isEqualTo("right");
    assertThat(reader.read(namespace, "s", "username"))
        .isEqualTo(new SecretValues.LacksKey("username"));
  }

  @Test
  void aTenantReachesOnlySecretsThatAreLabelledForTenants() {
    client.resource(secret(Map.of(Labels.TENANT_SECRET, "yes"), "x")).create();
    assertThat(reader.readOfTenant(namespace, "s", "password"))
        .isEqualTo(new SecretValues.NotLabelled());
    assertThat(reader.readOfTenant(namespace, "s", "no-such-key"))
        .as("the keys of such a Secret are nobody's business")
        .isEqualTo(new SecretValues.NotLabelled());
    client.resource(secret(Map.of(Labels.TENANT_SECRET, "true"), "x")).update();
    assertThat(password(reader.readOfTenant(namespace, "s", "password"))).isEqualTo("x");
  }

  @Test
  void withoutRightsTheAnswerIsDenied() {
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("nobody")
                .endMetadata()
                .build())
        .create();
    try (var nobody = cluster.clientOf(namespace, "nobody")) {
      assertThat(new SecretReader(nobody).read(namespace, "s", "password"))
          .isEqualTo(new SecretValues.Denied());
    }
  }

  private Secret secret(@Nullable Map<String, String> labels, String password) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("s")
        .withLabels(labels)
        .endMetadata()
        .addToStringData("password", password)
        .build();
  }

  private static String password(Secret secret) {
    return password(SecretValues.of(secret, "password"));
  }

  private static String password(SecretValues values) {
    return ((SecretValues.Found) values).get("password");
  }
}
