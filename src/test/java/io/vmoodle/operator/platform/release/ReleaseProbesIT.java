package io.vmoodle.operator.platform.release;

import static io.vmoodle.operator.harness.RunningOperator.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.RecordedClient;
import io.vmoodle.operator.kube.Sha256;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Probes of one release on a control plane without nodes, whose part {@link PretendedKubelet}
 * plays.
 */
@ExtendWith(ClusterExtension.class)
class ReleaseProbesIT {
  private static final String ONE_RELEASE =
      "{\"spec\": {\"releases\": [{\"name\": \"4.4\", \"image\": \"registry.example.edu/moodle:4.4\", \"service\": {\"name\": \"moodle-44\"}}]}}";
  private static final String IMAGE_ID = "registry.example.edu/moodle@sha256:" + "0a".repeat(32);
  private static final String SHA256 =
      Sha256.hex(Reports.GOOD.getBytes(StandardCharsets.UTF_8), 64);
  private static final String MESSAGE =
      "{\"outcome\":\"Ended\",\"sha256\":\"%s\"}".formatted(SHA256);
  private static final String LOG =
      "PHP Warning: of somebody\nvmoodle-probe %s %s\n".formatted(SHA256, Reports.GOOD);

  private final KubernetesClient client;
  private final RecordedClient recorded;
  private final List<ResourceID> changed = new CopyOnWriteArrayList<>();
  private Duration ahead = Duration.ZERO;
  private String namespace = "";
  private PretendedKubelet kubelet;
  private ReleaseProbes probes;

  ReleaseProbesIT(KubernetesClient client, Cluster cluster) {
    this.client = client;
    this.recorded = new RecordedClient(cluster);
    this.kubelet = new PretendedKubelet(client, namespace);
    this.probes = anew();
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
    kubelet = new PretendedKubelet(client, namespace);
    probes = anew();
  }

  @AfterEach
  void close() {
    recorded.close();
  }

  private ReleaseProbes anew() {
    return new ReleaseProbes(
        recorded.client(),
        new Apply(recorded.client()),
        kubelet,
        () -> Instant.now().plus(ahead),
        changed::add);
  }

  private MoodlePlatform platform(String json) {
    return Manifests.with(
        Manifests.with(Manifests.platform(namespace, Engine.MariaDB, "r"), ONE_RELEASE), json);
  }

  private ReleaseSeen seen(MoodlePlatform platform) {
    return Objects.requireNonNull(probes.seen(platform).get("4.4"));
  }

  private List<Job> jobs() {
    return client.batch().v1().jobs().inNamespace(namespace).list().getItems();
  }

  /** Looks again and again, as the timer does. */
  private void awaitReason(MoodlePlatform platform, String reason) {
    await(reason)
        .atMost(PATIENCE)
        .until(
            () -> {
              probes.look(platform);
              var trouble = seen(platform).trouble();
              return trouble == null ? "" : trouble.reason().name();
            },
            reason::equals);
  }

  private Job awaitJob(MoodlePlatform platform) {
    probes.look(platform);
    return await("a Job").atMost(PATIENCE).until(this::jobs, it -> !it.isEmpty()).getFirst();
  }

  private void answer(MoodlePlatform platform) {
    kubelet.succeed(awaitJob(platform).getMetadata().getName(), IMAGE_ID, MESSAGE, LOG);
    awaitReason(platform, "");
  }

  @Test
  void aReleaseIsReadOnceAndThenNobodyIsAsked() {
    var platform = platform("{}");
    assertThat(seen(platform).waits()).isTrue();

    answer(platform);

    assertThat(Objects.requireNonNull(seen(platform).code()).version()).isEqualTo("2024042200.00");
    assertThat(seen(platform).imageId()).isEqualTo(IMAGE_ID);
    assertThat(changed).contains(ResourceID.fromResource(platform));
    await("the Job's removal").atMost(PATIENCE).until(() -> jobs().isEmpty());
    probes.look(platform); // at which web pods are asked for their image
    recorded.methods();
    await()
        .pollDelay(Duration.ofSeconds(1))
        .during(Duration.ofSeconds(2))
        .atMost(PATIENCE)
        .until(
            () -> {
              probes.look(platform);
              return recorded.methods();
            },
            List::isEmpty);

    probes = anew();
    assertThat(seen(platform).imageId()).as("at the first look").isEqualTo(IMAGE_ID);
    assertThat(seen(platform).code()).isNotNull();
    awaitReason(platform, "");
    assertThat(jobs()).as("an operator that starts finds what was kept").isEmpty();
  }

  @Test
  void anotherSettingOfJobsAsksAnewAndTheOldAnswerHoldsMeanwhile() {
    answer(platform("{}"));
    var other =
        platform(
            "{\"spec\": {\"jobs\": {\"podTemplate\": {\"env\": [{\"name\": \"A\", \"value\": \"b\"}]}}}}");

    var job = awaitJob(other);

    assertThat(job.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv())
        .anySatisfy(it -> assertThat(it.getName()).isEqualTo("A"));
    assertThat(seen(other).trouble()).isNull();
    answer(other);
  }

  @Test
  void aJobOfSomebodyElseIsNeitherBelievedNorRemoved() {
    var platform = platform("{}");
    var own = new ProbeJob(platform, platform.getSpec().releases().getFirst()).attempt(1);
    own.getMetadata().setLabels(Map.of("team", "another"));
    var theirs = client.resource(own).create();
    kubelet.succeed(theirs.getMetadata().getName(), IMAGE_ID, MESSAGE, LOG);

    awaitReason(platform, "JobConflict");

    assertThat(seen(platform).code()).isNull();
    assertThat(jobs()).extracting(it -> it.getMetadata().getUid()).containsExactly(uid(theirs));
    client.resource(theirs).delete();
    answer(platform);
  }

  private static String uid(Job job) {
    return job.getMetadata().getUid();
  }

  /** What it still makes would be left over by whoever removes what the platform has. */
  @Test
  void theEndOfAPlatformWaitsForWhatIsUnderWay() throws Exception {
    var platform = platform("{}");
    var atWork = new CountDownLatch(1);
    var mayGoOn = new CountDownLatch(1);
    probes =
        new ReleaseProbes(
            recorded.client(),
            new Apply(recorded.client()),
            pod -> {
              atWork.countDown();
              wait(mayGoOn);
              return kubelet.of(pod);
            },
            Instant::now,
            changed::add);
    kubelet.succeed(awaitJob(platform).getMetadata().getName(), IMAGE_ID, MESSAGE, LOG);
    await("the turn that reads the answer")
        .atMost(PATIENCE)
        .until(
            () -> {
              probes.look(platform);
              return atWork.getCount() == 0;
            });

    var end = CompletableFuture.runAsync(() -> probes.end(ResourceID.fromResource(platform)));
    await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> !end.isDone());
    mayGoOn.countDown();
    end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    client.batch().v1().jobs().inNamespace(namespace).delete();
    await()
        .during(Duration.ofSeconds(3))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(jobs()).as("made once more").isEmpty());
  }

  private static void wait(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAnswerThatIsCutIsAskedForAgain() {
    var platform = platform("{}");
    var first = awaitJob(platform);
    kubelet.succeed(
        first.getMetadata().getName(), IMAGE_ID, MESSAGE, LOG.substring(0, LOG.length() - 9));
    awaitReason(platform, "ReleaseProbeFailed");
    assertThat(Objects.requireNonNull(seen(platform).trouble()).message())
        .contains("cut or changed", "tried again by itself");
    assertThat(jobs()).hasSize(1);

    ahead = Duration.ofMinutes(1);
    var second =
        await("the next attempt")
            .atMost(PATIENCE)
            .until(
                () -> {
                  probes.look(platform);
                  return jobs();
                },
                all -> all.size() == 1 && ProbeJob.attemptOf(all.getFirst()) == 2)
            .getFirst();

    assertThat(second.getMetadata().getName()).isEqualTo(first.getMetadata().getName());
    kubelet.succeed(second.getMetadata().getName(), IMAGE_ID, MESSAGE, LOG);
    awaitReason(platform, "");
  }

  @Test
  void webPodsWithAnotherBuildAreNoticed() {
    var platform = platform("{}");
    answer(platform);
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("moodle-44")
                .endMetadata()
                .withNewSpec()
                .withSelector(Map.of("app", "web"))
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build())
        .create();
    var web =
        client
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .withName("web")
                    .addToLabels("app", "web")
                    .endMetadata()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("php")
                    .withImage("registry.example.edu/moodle:4.4")
                    .endContainer()
                    .endSpec()
                    .build())
            .create();
    var other = IMAGE_ID.replace("0a", "0b");
    client
        .resource(
            new PodBuilder(web)
                .withNewStatus()
                .withPhase("Running")
                .addNewContainerStatus()
                .withName("php")
                .withImage("registry.example.edu/moodle:4.4")
                .withImageID(other)
                .withReady(true)
                .withRestartCount(0)
                .endContainerStatus()
                .endStatus()
                .build())
        .patchStatus();

    ahead = Duration.ofMinutes(6);
    awaitReason(platform, "ReleaseChanged");

    assertThat(Objects.requireNonNull(seen(platform).trouble()).message())
        .contains("moodle-44", other, IMAGE_ID);
    assertThat(seen(platform).code()).as("what its code is remains known").isNotNull();
    client.resource(web).withGracePeriod(0).delete();
    ahead = Duration.ofMinutes(12);
    awaitReason(platform, "");
  }
}
