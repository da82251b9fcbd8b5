package io.vmoodle.operator.tenant;

import static io.vmoodle.operator.harness.Reality.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.PlayedKubelet;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.Story;
import io.vmoodle.operator.platform.release.KnownReleases;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the operator makes of Jobs; what their pods do is played. */
@ExtendWith(ClusterExtension.class)
@ParameterizedClass
@EnumSource(Engine.class)
class InstallIT {
  private final Engine engine;
  private final KubernetesClient client;
  private String namespace = "";
  private @Nullable RunningOperator running;

  InstallIT(Engine engine, KubernetesClient client) {
    this.engine = engine;
    this.client = client;
  }

  @BeforeEach
  void start(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
    running = RunningOperator.withPlatform(client, engine, namespace);
  }

  @AfterEach
  void stop() {
    operator().close();
  }

  @Test
  void aMoodleThatIsInTheDatabaseServes() throws SQLException {
    var tenant = apply("hugo");
    var id = operator().idOf(tenant);
    var job = job(id, 1);

    var made = kubelet().awaitJob(job);
    assertThat(made.getSpec().getTemplate().getSpec().getContainers().getFirst())
        .satisfies(
            main -> {
              assertThat(main.getImage()).isEqualTo("registry.example.edu/moodle:4.4");
              assertThat(main.getCommand())
                  .containsExactly("/bin/sh", "/etc/vmoodle/job/install.sh");
            });
    assertThat(operator().reality().operation(id).orElseThrow())
        .containsEntry("step", "STARTED")
        .containsEntry("job_name", job);
    kubelet().run(job);
    operator()
        .awaitTenant(
            tenant,
            ConditionType.Installed,
            it ->
                it.getMessage()
                    .equals(
                        "Job %s installs Moodle in database vm_%s_1. It runs since 2026-01-02T03:04:05Z."
                            .formatted(job, id)));

    operator().reality().makeMoodle(id, database(id, 1), true);
    kubelet().end(job, 0, "Completed", "{\"outcome\":\"Ended\"}");

    operator().awaitReady(tenant);
    assertThat(kubelet().jobs()).containsExactly(job);
    assertThat(operator().reality().operation(id)).isEmpty();
    await().atMost(RunningOperator.PATIENCE).until(() -> secret("vm-" + id + "-install") == null);
    var admin = Objects.requireNonNull(secret("vm-" + id + "-admin"));
    assertThat(value(admin, "username")).isEqualTo("admin");
    assertThat(value(admin, "password")).hasSize(32);

    client.resource(tenant).delete();
    operator().awaitGone(tenant);
    assertThat(secret("vm-" + id + "-admin")).isNull();
    assertThat(kubelet().jobs()).isEmpty();
  }

  /** Scripts of Moodle end with 0 and have done nothing. */
  @Test
  void aJobThatSaysThatItWorkedIsNotBelieved() throws SQLException {
    var tenant = apply("hugo");
    var id = operator().idOf(tenant);
    kubelet().awaitJob(job(id, 1));

    kubelet().end(job(id, 1), 0, "Completed", "{\"outcome\":\"Ended\"}");

    operator().awaitReason(tenant, ConditionType.Installed, "InstallIncomplete");
    assertThat(operator().reality().ledger(id).orElseThrow()).containsEntry("installed_at", "");
    isInGeneration(id, 2);
  }

  @Test
  void aHalfMadeMoodleIsLeftBehind() throws SQLException {
    var tenant = apply("hugo");
    var id = operator().idOf(tenant);
    kubelet().awaitJob(job(id, 1));
    operator().reality().makeMoodle(id, database(id, 1), false);

    kubelet()
        .end(job(id, 1), 1, "Error", "{\"outcome\":\"Fatal\",\"output\":\"Out of cheese\\n\"}");

    var status = operator().awaitReason(tenant, ConditionType.Installed, "JobFailed");
    assertThat(RunningOperator.condition(status, ConditionType.Installed))
        .hasValueSatisfying(
            it ->
                assertThat(it.getMessage())
                    .contains("exit code 1: Out of cheese.")
                    .contains("Attempt 2 begins at"));
    assertThat(RunningOperator.condition(status, ConditionType.Reconciling)).isPresent();
    assertThat(Story.awaitMessage(client, tenant, "JobFailed")).contains("Attempt 1");
    isInGeneration(id, 2);
    assertThat(kubelet().jobs()).as("it waits").containsExactly(job(id, 1));

    operator().reality().pretendDue(id);

    kubelet().awaitJob(job(id, 2));
    operator().reality().makeMoodle(id, database(id, 2), true);
    kubelet().end(job(id, 2), 0, "Completed", "");
    operator().awaitReady(tenant);
    isInGeneration(id, 2);
  }

  /** A pod of the first Job may run on a node that nobody reaches. */
  @Test
  void aJobThatSomebodyRemovedIsNotMadeAgainForTheSameDatabase() throws SQLException {
    var tenant = apply("hugo");
    var id = operator().idOf(tenant);
    var job = kubelet().awaitJob(job(id, 1));

    client.resource(job).delete();

    operator().awaitReason(tenant, ConditionType.Installed, "JobLost");
    isInGeneration(id, 2);
    assertThat(kubelet().jobs()).isEmpty();
  }

  @Test
  void whoIsDeletedMeanwhileAndComesBackIsInstalledAtOnceInAnotherDatabase() throws SQLException {
    var tenant = apply("hugo");
    var id = operator().idOf(tenant);
    kubelet().awaitJob(job(id, 1));
    client.resource(tenant).delete();
    operator().awaitGone(tenant);

    var back = apply("hugo");

    kubelet().awaitJob(job(id, 2));
    operator().awaitReason(back, ConditionType.Installed, "WaitingForJob");
    isInGeneration(id, 2);
    assertThat(kubelet().jobs()).containsExactly(job(id, 2));
    assertThat(Story.messages(client, back, "JobLost")).isEmpty();
  }

  @Test
  void nothingIsInstalledFromAReleaseBeforeItsCodeWasRead() {
    var platform =
        Edits.merge(
            client,
            client.resource(operator().platform()).get(),
            """
            {"spec": {"releases": [
              {"name": "4.4", "image": "registry.example.edu/moodle:4.4", "service": {"name": "moodle-44"}},
              {"name": "4.6", "image": "registry.example.edu/moodle:4.6", "service": {"name": "moodle-45"}}]}}
            """);
    var tenant =
        client
            .resource(
                Manifests.with(
                    Manifests.tenant(namespace, "hugo", "hugo.example.edu"),
                    "{\"spec\": {\"release\": \"4.6\"}}"))
            .create();
    var status = operator().awaitReason(tenant, ConditionType.Ready, "ReleaseNotProbed");
    assertThat(RunningOperator.condition(status, ConditionType.DatabaseReady))
        .hasValueSatisfying(ready -> assertThat(ready.getStatus()).isEqualTo("True"));
    assertThat(kubelet().jobs()).isEmpty();

    operator().close();
    KnownReleases.of(client, platform);
    running = RunningOperator.again(client, engine, namespace);

    operator().awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
    kubelet().awaitJob(job(operator().idOf(tenant), 1));
  }

  @Test
  void oneAfterTheOtherWhereThePlatformSaysSo() throws SQLException {
    Edits.merge(
        client,
        client.resource(operator().platform()).get(),
        "{\"spec\": {\"jobs\": {\"maxConcurrent\": 1}}}");
    var first = apply("hugo");
    var firstId = operator().idOf(first);
    kubelet().awaitJob(job(firstId, 1));
    var second = apply("zola");
    var secondId = operator().idOf(second);
    operator()
        .awaitTenant(
            second, ConditionType.Installed, it -> it.getMessage().contains("when it is its turn"));
    assertThat(kubelet().jobs()).containsExactly(job(firstId, 1));

    operator().reality().makeMoodle(firstId, database(firstId, 1), true);
    kubelet().end(job(firstId, 1), 0, "Completed", "");

    operator().awaitReady(first);
    kubelet().awaitJob(job(secondId, 1));
  }

  @Test
  void whatIsDeletedMeanwhileLeavesNoJobBehind() {
    var tenant = apply("hugo");
    var id = operator().idOf(tenant);
    kubelet().awaitJob(job(id, 1));
    kubelet().run(job(id, 1));

    client.resource(tenant).delete();

    operator().awaitGone(tenant);
    assertThat(kubelet().jobs()).isEmpty();
    assertThat(kubelet().pods(job(id, 1))).isEmpty();
    assertThat(secret("vm-" + id + "-install")).isNull();
    assertThat(secret("vm-" + id + "-admin")).isNull();
  }

  @Test
  void thePasswordThatAPersonChoseIsCopiedForTheJob() {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("mine")
                .withLabels(Map.of("vmoodle.io/tenant-secret", "true"))
                .endMetadata()
                .withStringData(Map.of("secret", "Chosen-1"))
                .build())
        .create();
    var tenant =
        client
            .resource(
                Manifests.with(
                    Manifests.tenant(namespace, "hugo", "hugo.example.edu"),
                    """
                    {"spec": {"site": {"admin": {"username": "root", "passwordSecretRef": {"name": "mine", "key": "secret"}}}}}
                    """))
            .create();
    operator().awaitReason(tenant, ConditionType.Installed, "WaitingForJob");
    var id = operator().idOf(tenant);
    kubelet().awaitJob(job(id, 1));

    assertThat(value(Objects.requireNonNull(secret("vm-" + id + "-install")), "password"))
        .isEqualTo("Chosen-1");
    assertThat(secret("vm-" + id + "-admin")).isNull();
  }

  private VirtualMoodle apply(String name) {
    var tenant = client.resource(Manifests.tenant(namespace, name, name + ".example.edu")).create();
    operator().awaitReason(tenant, ConditionType.Installed, "WaitingForJob");
    return tenant;
  }

  /** The database that the row names, and no other is left. */
  private void isInGeneration(String id, int generation) {
    await()
        .atMost(RunningOperator.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(operator().reality().databases("vm_" + id))
                  .containsExactly(database(id, generation));
              assertThat(text(operator().reality().rows().getFirst(), "vdbname"))
                  .isEqualTo(database(id, generation));
              assertThat(operator().reality().claims(id))
                  .containsEntry("database", "first/" + database(id, generation));
            });
  }

  private @Nullable Secret secret(String name) {
    return client.secrets().inNamespace(namespace).withName(name).get();
  }

  private static String value(Secret secret, String key) {
    return new String(Base64.getDecoder().decode(secret.getData().get(key)), UTF_8);
  }

  private static String job(String id, int generation) {
    return "vm-%s-install-%d".formatted(id, generation);
  }

  private static String database(String id, int generation) {
    return "vm_%s_%d".formatted(id, generation);
  }

  private PlayedKubelet kubelet() {
    return new PlayedKubelet(client, namespace);
  }

  private RunningOperator operator() {
    return Objects.requireNonNull(running);
  }
}
