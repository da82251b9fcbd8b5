package io.vmoodle.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.image.Image;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What pods of the operator's Jobs rely on really works where tests run them. */
@ResourceLock(value = PodExtension.NODE, mode = ResourceAccessMode.READ)
@ExtendWith(PodExtension.class)
class NodeIT {
  private static final String IMAGE = "localhost/php:1";

  private final PodCluster cluster;
  private final KubernetesClient client;
  private final String namespace;

  NodeIT(PodCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.namespace = namespace.name();
  }

  @BeforeEach
  void loadPhp() {
    cluster.load(new Image(IMAGE, List.of(cluster.php()), List.of()));
  }

  @Test
  void mountsFilesOfConfigMapsSecretsAndClaims() {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("settings")
                .endMetadata()
                .withData(Map.of("boot.php", "the boot", "other", "else"))
                .build())
        .create();
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("password")
                .endMetadata()
                .withStringData(Map.of("password", "s3cret"))
                .build())
        .create();
    var folder = cluster.claim(namespace, "data");
    var pod =
        PhpPods.running(
                namespace,
                "mounts",
                IMAGE,
                """
                $root = @file_put_contents('/written', 'x') === false ? 'read-only' : 'writable';
                file_put_contents('/data/one/file', 'from the pod');
                fwrite(STDERR, "a line of the log\n");
                file_put_contents('/dev/termination-log', implode(' ', [
                    file_get_contents('/etc/lab/boot.php'), file_get_contents('/secret/password'),
                    implode(',', array_diff(scandir('/etc/lab'), ['.', '..'])), posix_getuid(), $root]));
                """)
            .editSpec()
            .addNewVolume()
            .withName("settings")
            .withNewConfigMap()
            .withName("settings")
            .endConfigMap()
            .endVolume()
            .addNewVolume()
            .withName("password")
            .withNewSecret()
            .withSecretName("password")
            .endSecret()
            .endVolume()
            .addNewVolume()
            .withName("data")
            .withNewPersistentVolumeClaim("data", false)
            .endVolume()
            .editFirstContainer()
            .addNewVolumeMount()
            .withName("settings")
            .withMountPath("/etc/lab/boot.php")
            .withSubPath("boot.php")
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("password")
            .withMountPath("/secret")
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("data")
            .withMountPath("/data/one")
            .withSubPath("one")
            .endVolumeMount()
            .endContainer()
            .endSpec()
            .build();
    // Kubelet would make it, but as root's.
    var one = folder.resolve("one").toFile();
    assertThat(one.mkdir() && one.setWritable(true, false)).isTrue();

    var end = PhpPods.succeed(client, pod);

    assertThat(end.getMessage()).isEqualTo("the boot s3cret boot.php 33 read-only");
    assertThat(folder.resolve("one/file")).hasContent("from the pod");
    assertThat(client.pods().inNamespace(namespace).withName("mounts").getLog())
        .contains("a line of the log");
  }

  @Test
  void aContainerThatNeedsTooMuchMemoryIsKilled() {
    var pod =
        PhpPods.running(
                namespace,
                "greedy",
                IMAGE,
                "ini_set('memory_limit', -1); for ($s = 'x'; ; ) { $s .= $s; }")
            .editSpec()
            .editFirstContainer()
            .withNewResources()
            .withLimits(Map.of("memory", new Quantity("48Mi"), "cpu", new Quantity("500m")))
            .endResources()
            .endContainer()
            .endSpec()
            .build();
    client.resource(pod).create();

    var status = PhpPods.awaitPhase(client, namespace, "greedy", "Failed").getStatus();

    assertThat(status.getContainerStatuses().getFirst().getState().getTerminated().getReason())
        .isEqualTo("OOMKilled");
  }
}
