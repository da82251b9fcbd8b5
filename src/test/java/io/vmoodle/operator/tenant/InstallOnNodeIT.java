package io.vmoodle.operator.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.PodCluster;
import io.vmoodle.lab.cluster.PodExtension;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.moodle.MoodleImage;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.PodPlatform;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a manifest to an installed Moodle, by a Job whose pod really runs. */
@ResourceLock(value = PodExtension.NODE, mode = ResourceAccessMode.READ)
@ExtendWith(PodExtension.class)
class InstallOnNodeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final PodCluster cluster;
  private final KubernetesClient client;
  private String namespace = "";

  InstallOnNodeIT(PodCluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aNewTenantIsInstalledAndOneWithoutAnImageHoldsUpNobody(Engine engine) throws Exception {
    cluster.load(MoodleImage.of(Release.OLD, cluster.php(), folder));
    var folders = cluster.claim(namespace, "moodledata");
    try (var way = TcpProxy.at(cluster.hostAddress(), Engines.lab(engine).port());
        var operator = RunningOperator.start(client, engine, namespace)) {
      var platform = new PodPlatform(client, engine, namespace, operator.registry(), way);
      platform.prepare();
      client
          .resource(
              platform.manifest(
                  Map.of(
                      "4.4",
                      MoodleImage.reference(Release.OLD),
                      "4.5",
                      "localhost/moodle:nowhere")))
          .create();
      var lost =
          client
              .resource(
                  Manifests.with(
                      Manifests.tenant(namespace, "zola", "zola.example.edu"),
                      "{\"spec\": {\"release\": \"4.5\"}}"))
              .create();
      var tenant =
          client.resource(Manifests.tenant(namespace, "hugo", "hugo.example.edu")).create();

      var status = awaitCondition(tenant, ConditionType.Ready, "Ready");

      var id = Objects.requireNonNull(status.tenantId());
      assertThat(status.installedAt()).isNotNull();
      assertThat(operator.reality().row("https://hugo.example.edu").orElseThrow())
          .containsEntry("enabled", "1");
      assertThat(folders.resolve(id)).isDirectory();
      assertThat(endOf("vm-" + id + "-install-1"))
          .contains("\"outcome\":\"Ended\"")
          .doesNotContain(password(id), "main-Secret-1");
      awaitCondition(lost, ConditionType.Installed, "ReleaseNotProbed");
      await("what the platform says of the release")
          .atMost(PATIENCE)
          .until(
              () -> client.resource(operator.platform()).get().getStatus().releases(),
              releases ->
                  releases.stream()
                      .anyMatch(
                          it ->
                              it.name().equals("4.5")
                                  && String.valueOf(it.message())
                                      .contains("localhost/moodle:nowhere")));

      client.resource(lost).delete();
      client.resource(tenant).delete();
      operator.awaitGone(lost);
      operator.awaitGone(tenant);
      client.resource(operator.platform()).delete();
      operator.awaitPlatformGone();
    }
  }

  private TenantStatus awaitCondition(VirtualMoodle tenant, ConditionType type, String reason) {
    return await("%s %s of %s".formatted(type, reason, tenant.getMetadata().getName()))
        .atMost(PATIENCE)
        .until(
            () -> client.resource(tenant).get().getStatus(),
            status ->
                status != null
                    && RunningOperator.condition(status, type)
                        .filter(it -> it.getReason().equals(reason))
                        .isPresent());
  }

  /** What the Job's pod said at its end. */
  private String endOf(String job) {
    var pods =
        client.pods().inNamespace(namespace).withLabel("batch.kubernetes.io/job-name", job).list();
    return pods.getItems()
        .getFirst()
        .getStatus()
        .getContainerStatuses()
        .getFirst()
        .getState()
        .getTerminated()
        .getMessage();
  }

  private String password(String id) {
    var secret = client.secrets().inNamespace(namespace).withName("vm-" + id + "-admin").require();
    return new String(Base64.getDecoder().decode(secret.getData().get("password")), UTF_8);
  }
}
