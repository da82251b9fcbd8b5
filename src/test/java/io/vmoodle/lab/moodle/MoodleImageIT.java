package io.vmoodle.lab.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.PhpPods;
import io.vmoodle.lab.cluster.PodCluster;
import io.vmoodle.lab.cluster.PodExtension;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.harness.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two releases as images, whose containers read their main Moodle's database through the boot. */
@ResourceLock(value = PodExtension.NODE, mode = ResourceAccessMode.READ)
@ExtendWith(PodExtension.class)
class MoodleImageIT {
  private static final Engine ENGINE = Engine.PostgreSQL;
  private static final String DATABASE = "image_main";

  @TempDir private Path folder;

  private final PodCluster cluster;
  private final KubernetesClient client;
  private final String namespace;

  MoodleImageIT(PodCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.namespace = namespace.name();
  }

  @Test
  void bothReleasesRunInContainers() throws Exception {
    var site = MoodleSite.create(folder, ENGINE, DATABASE);
    cluster.load(
        MoodleImage.of(Release.OLD, cluster.php(), folder),
        MoodleImage.of(Release.NEW, cluster.php(), folder));
    var data = cluster.claim(namespace, "data").resolve("main").toFile();
    assertThat(data.mkdir() && data.setWritable(true, false)).isTrue();

    try (var way = TcpProxy.at(cluster.hostAddress(), site.server().port())) {
      for (var release : List.of(Release.OLD, Release.NEW)) {
        site.mainRelease(release.name());
        var pod = pod(release, way.port());
        PhpPods.succeed(client, pod);

        assertThat(client.pods().resource(pod).getLog())
            .contains(release.title())
            .contains("Y2RlZmdoaWprbG1ub3BxmoodleTest");
      }
    }
  }

  private Pod pod(Release release, int port) throws IOException {
    var name = "moodle-" + release.name().replace('.', '-');
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withData(
                    Map.of(
                        "boot.php",
                        Files.readString(
                            Path.of("src/main/resources/io/vmoodle/operator/moodle/boot.php")),
                        "platform.json",
                        Files.readString(folder.resolve("platform.json"))))
                .build())
        .create();
    return PhpPods.running(namespace, name, MoodleImage.reference(release), "")
        .editSpec()
        .addNewVolume()
        .withName("boot")
        .withNewConfigMap()
        .withName(name)
        .endConfigMap()
        .endVolume()
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim("data", false)
        .endVolume()
        .editFirstContainer()
        .withWorkingDir(ReleaseSpec.DEFAULT_CODE_PATH)
        .withCommand("sh", "-c", "tail -1 version.php; php admin/cli/cfg.php --name=siteidentifier")
        .withEnv(environment(port))
        .addNewVolumeMount()
        .withName("boot")
        .withMountPath("/etc/vmoodle/boot.php")
        .withSubPath("boot.php")
        .endVolumeMount()
        .addNewVolumeMount()
        .withName("boot")
        .withMountPath("/etc/vmoodle/platform")
        .endVolumeMount()
        .addNewVolumeMount()
        .withName("data")
        .withMountPath("/srv/moodledata")
        .endVolumeMount()
        .endContainer()
        .endSpec()
        .build();
  }

  private List<EnvVar> environment(int port) {
    return Stream.of(
            Map.entry("VMOODLE_HOST", MoodleSite.MAIN),
            Map.entry("MOODLE_DB_TYPE", "pgsql"),
            Map.entry("MOODLE_DB_HOST", cluster.hostAddress().getHostAddress()),
            Map.entry("MOODLE_DB_PORT", Integer.toString(port)),
            Map.entry("MOODLE_DB_NAME", DATABASE),
            Map.entry("MOODLE_DB_PASSWORD", "main-Secret-1"))
        .map(it -> new EnvVar(it.getKey(), it.getValue(), null))
        .toList();
  }
}
