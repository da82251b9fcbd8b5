package io.vmoodle.lab.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.lab.cluster.binaries.ServerModule;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClusterExtension.class)
class ClusterIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final KubernetesClient client;
  private final String namespace;

  ClusterIT(KubernetesClient client, TestNamespace namespace) {
    this.client = client;
    this.namespace = namespace.name();
  }

  private ConfigMapBuilder configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata();
  }

  @Test
  void hasTheMinorVersionThatGoModNames() {
    var version = client.getKubernetesVersion();

    assertThat(ServerModule.read().kubernetes())
        .startsWith(version.getMajor() + "." + version.getMinor() + ".");
  }

  @Test
  void collectsWhatAnOwnerLeaves() {
    ConfigMap owner = client.resource(configMap("owner").build()).create();
    var owned =
        configMap("owned")
            .editMetadata()
            .addNewOwnerReference()
            .withApiVersion("v1")
            .withKind("ConfigMap")
            .withName("owner")
            .withUid(owner.getMetadata().getUid())
            .endOwnerReference()
            .endMetadata()
            .build();
    client.resource(owned).create();

    client.resource(owner).delete();

    await().atMost(LIMIT).until(() -> client.resource(owned).get() == null);
  }

  @Test
  void controllersMakePodsOfJobs() {
    var job =
        new JobBuilder()
            .withNewMetadata()
            .withName("job")
            .withNamespace(namespace)
            .endMetadata()
            .withNewSpec()
            .withNewTemplate()
            .withNewSpec()
            .withRestartPolicy("Never")
            .addNewContainer()
            .withName("main")
            .withImage("localhost/none:1")
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();
    client.resource(job).create();

    await()
        .atMost(LIMIT)
        .until(
            () ->
                client
                    .pods()
                    .inNamespace(namespace)
                    .withLabel("job-name", "job")
                    .list()
                    .getItems()
                    .size(),
            count -> count == 1);
  }

  @Test
  void namespacesEndWhateverFinalizersATestLeft(@Fresh TestNamespace left) {
    var tenant =
        """
        apiVersion: vmoodle.io/v1alpha1
        kind: VirtualMoodle
        metadata: {name: hugo, namespace: %s, finalizers: [vmoodle.io/tenant]}
        spec:
          platformRef: {name: none}
          address: {host: hugo.example.edu}
          site: {fullName: Hugo, shortName: hugo}
        """
            .formatted(left);
    client.load(new ByteArrayInputStream(tenant.getBytes(UTF_8))).create();

    left.end(client);

    await().atMost(LIMIT).until(() -> client.namespaces().withName(left.name()).get() == null);
  }

  @Test
  void removesNamespacesWithWhatIsInThem(@Fresh TestNamespace doomed) {
    assertThat(doomed.name()).isNotEqualTo(namespace);
    var inside = configMap("inside").editMetadata().withNamespace(doomed.name()).endMetadata();
    client.resource(inside.build()).create();

    client.namespaces().withName(doomed.name()).delete();

    await().atMost(LIMIT).until(() -> client.namespaces().withName(doomed.name()).get() == null);
  }

  @Test
  void enforcesRulesOfCrds() {
    new CustomResourceDefinitions(client).apply(Path.of("src/test/resources/lab/crds"));

    assertThat(client.resource(gauge("fine", 10)).create().getMetadata().getUid()).isNotEmpty();
    assertThatThrownBy(() -> client.resource(gauge("bad", 11)).create())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("value is at most limit");
  }

  private String gauge(String name, int value) {
    return """
    apiVersion: lab.vmoodle.io/v1
    kind: Gauge
    metadata: {name: %s, namespace: %s}
    spec: {value: %d, limit: 10}
    """
        .formatted(name, namespace, value);
  }

  @Test
  void aServiceAccountHasItsOwnRightsAndNoOthers(Cluster cluster) {
    client.resource(account()).create();
    client.resource(mayReadConfigMaps()).create();
    client.resource(binding()).create();

    try (var limited = cluster.clientOf(namespace, "reader")) {
      assertThat(limited.configMaps().inNamespace(namespace).list().getItems()).isNotNull();
      assertThatThrownBy(() -> limited.secrets().inNamespace(namespace).list())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
      assertThatThrownBy(() -> limited.configMaps().inNamespace("default").list())
          .isInstanceOf(KubernetesClientException.class);
    }
  }

  private ServiceAccount account() {
    return new ServiceAccountBuilder()
        .withNewMetadata()
        .withName("reader")
        .withNamespace(namespace)
        .endMetadata()
        .build();
  }

  private Role mayReadConfigMaps() {
    return new RoleBuilder()
        .withNewMetadata()
        .withName("reader")
        .withNamespace(namespace)
        .endMetadata()
        .addNewRule()
        .withApiGroups("")
        .withResources("configmaps")
        .withVerbs("get", "list")
        .endRule()
        .build();
  }

  private RoleBinding binding() {
    return new RoleBindingBuilder()
        .withNewMetadata()
        .withName("reader")
        .withNamespace(namespace)
        .endMetadata()
        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "reader")
        .addNewSubject("", "ServiceAccount", "reader", namespace)
        .build();
  }
}
