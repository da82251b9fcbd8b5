package io.vmoodle.operator.platform.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.PodCluster;
import io.vmoodle.lab.cluster.PodExtension;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.moodle.MoodleImage;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.ReleaseStatus;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Releases are read in real pods, as restricted as the operator makes them. */
@ResourceLock(value = PodExtension.NODE, mode = ResourceAccessMode.READ)
@ExtendWith(PodExtension.class)
class ProbeOnNodeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final PodCluster cluster;
  private final KubernetesClient client;
  private final String namespace;

  ProbeOnNodeIT(PodCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.client = cluster.client();
    this.namespace = namespace.name();
  }

  @Test
  void eachReleaseIsReadAndOneThatCannotRunStopsNoOther() {
    cluster.load(
        MoodleImage.of(Release.OLD, cluster.php(), folder),
        MoodleImage.of(Release.NEW, cluster.php(), folder));
    phpSettings();
    try (var operator = RunningOperator.start(client, Engine.MariaDB, namespace)) {
      var platform = client.resource(withReleases(operator.platform())).create();

      var releases =
          awaitReleases(
              platform,
              found -> found.get(0).ready() && found.get(1).ready() && says(found.get(2), "Job"));

      isRead(releases.get(0), Release.OLD);
      isRead(releases.get(1), Release.NEW);
      assertThat(releases.get(0).hash()).isNotEqualTo(releases.get(1).hash());
      assertThat(releases.get(2).ready()).isFalse();
      assertThat(releases.get(2).message()).contains("localhost/moodle:nowhere");
    }
  }

  private static void isRead(ReleaseStatus status, Release release) {
    assertThat(status.version()).isEqualTo(release.version());
    assertThat(status.release()).isEqualTo(release.title());
    assertThat(status.guarded()).isTrue();
    assertThat(status.imageId()).contains("sha256:");
    assertThat(status.hash()).matches("[0-9a-f]{40}");
  }

  /** What the images lack for Moodle is added as a platform's owner would. */
  private void phpSettings() {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("php")
                .endMetadata()
                .withData(Map.of("moodle.ini", "max_input_vars = 5000"))
                .build())
        .create();
  }

  private static MoodlePlatform withReleases(MoodlePlatform platform) {
    return Manifests.with(
        platform,
        """
        {"spec": {
          "releases": [
            {"name": "4.4", "image": "%s", "service": {"name": "moodle-44"}},
            {"name": "4.5", "image": "%s", "service": {"name": "moodle-45"}},
            {"name": "4.6", "image": "localhost/moodle:nowhere", "service": {"name": "moodle-45"}}],
          "jobs": {
            "startDeadline": "20s",
            "podTemplate": {
              "securityContext": {"runAsUser": 33, "runAsGroup": 33},
              "env": [
                {"name": "MOODLE_URL", "value": "https://moodle.example.edu"},
                {"name": "PHP_INI_SCAN_DIR", "value": ":/opt/php"}],
              "volumes": [{"name": "php", "configMap": {"name": "php"}}],
              "volumeMounts": [{"name": "php", "mountPath": "/opt/php"}]}}}}
        """
            .formatted(MoodleImage.reference(Release.OLD), MoodleImage.reference(Release.NEW)));
  }

  private List<ReleaseStatus> awaitReleases(
      MoodlePlatform platform, Predicate<List<ReleaseStatus>> expected) {
    return await("what is said of the releases")
        .atMost(PATIENCE)
        .until(
            () -> client.resource(platform).get().getStatus(),
            status ->
                status != null && status.releases().size() == 3 && expected.test(status.releases()))
        .releases();
  }

  private static boolean says(ReleaseStatus release, String reason) {
    return release.reason() != null && release.reason().startsWith(reason);
  }
}
