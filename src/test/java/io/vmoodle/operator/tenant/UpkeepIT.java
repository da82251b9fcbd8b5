package io.vmoodle.operator.tenant;

import static io.vmoodle.operator.harness.Reality.text;
import static io.vmoodle.operator.harness.RunningOperator.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.ExistingMoodles;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.PlayedKubelet;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.StoredRoutes;
import io.vmoodle.operator.harness.Story;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** States that are wished, and the folder of a tenant that goes; what pods do is played. */
@ExtendWith(ClusterExtension.class)
@ParameterizedClass
@EnumSource(Engine.class)
class UpkeepIT {
  private final Engine engine;
  private final KubernetesClient client;
  private String namespace = "";
  private @Nullable RunningOperator running;

  UpkeepIT(Engine engine, KubernetesClient client) {
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
  void aSuspendedTenantIsNotServedAndComesBackByOneWord() throws Exception {
    var host = ExistingMoodles.adopt(client, engine, namespace, "a", "host: a.example.edu");
    var path = ExistingMoodles.adopt(client, engine, namespace, "b", "subPath: b");
    var own = "vm-" + operator().awaitReady(host).tenantId();
    operator().awaitReady(path);
    var routes = new StoredRoutes(client, namespace);
    var served = List.of(routes.paths(own), routes.paths("academie-main"));

    state(host, "Suspended");
    state(path, "Suspended");

    var status = operator().awaitReason(host, ConditionType.Ready, "Suspended");
    operator().awaitReason(path, ConditionType.Ready, "Suspended");
    assertThat(RunningOperator.condition(status, ConditionType.Ready))
        .hasValueSatisfying(it -> assertThat(it.getStatus()).isEqualTo("True"));
    assertThat(RunningOperator.condition(status, ConditionType.Routed))
        .hasValueSatisfying(it -> assertThat(it.getStatus()).isEqualTo("False"));
    assertThat(RunningOperator.condition(status, ConditionType.Stalled)).isEmpty();
    assertThat(RunningOperator.condition(status, ConditionType.Reconciling)).isEmpty();
    assertThat(routes.paths(own)).containsExactly("/ -> academie-unavailable:80");
    assertThat(routes.paths("academie-main"))
        .contains("/b -> academie-unavailable:80")
        .noneMatch(it -> it.startsWith("/b ") && it.contains("moodle-44"));
    assertThat(operator().reality().rows())
        .allSatisfy(row -> assertThat(text(row, "enabled")).isEqualTo("0"));

    operator().close();
    running = RunningOperator.again(client, engine, namespace);
    state(host, "Active");
    state(path, "Active");

    operator().awaitReason(host, ConditionType.Ready, "Ready");
    operator().awaitReason(path, ConditionType.Ready, "Ready");
    assertThat(List.of(routes.paths(own), routes.paths("academie-main"))).isEqualTo(served);
    assertThat(operator().reality().rows())
        .allSatisfy(row -> assertThat(text(row, "enabled")).isEqualTo("1"));
  }

  @Test
  void maintenanceIsBegunAndEndedByJobsAndKnownToTheNextProcess() throws Exception {
    var tenant = operator().installed(Manifests.tenant(namespace, "hugo", "hugo.example.edu"));
    var id = operator().idOf(tenant);

    state(tenant, "Maintenance");
    var on = awaitJob(id, "maintenance", "on");
    operator().awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
    kubelet().end(name(on), 0, "Completed", "{\"outcome\":\"Ended\"}");
    operator().awaitReason(tenant, ConditionType.Ready, "Maintenance");

    operator().close();
    running = RunningOperator.again(client, engine, namespace);
    state(tenant, "Active");
    var off = awaitJob(id, "maintenance", "off");
    assertThat(name(off)).isNotEqualTo(name(on));
    kubelet().end(name(off), 1, "Error", "{\"outcome\":\"Failed\",\"output\":\"No space\"}");
    var status =
        operator()
            .awaitTenant(
                tenant, ConditionType.Ready, it -> it.getMessage().contains("Attempt 2 begins"));
    assertThat(RunningOperator.condition(status, ConditionType.Ready))
        .hasValueSatisfying(it -> assertThat(it.getMessage()).contains("No space"));
    assertThat(RunningOperator.condition(status, ConditionType.Routed))
        .as("visitors get what Moodle says")
        .hasValueSatisfying(it -> assertThat(it.getStatus()).isEqualTo("True"));
  }

  @Test
  void theDataFolderGoesBeforeTheTenantIsForgotten() throws Exception {
    var tenant =
        operator()
            .installed(
                Manifests.with(
                    Manifests.tenant(namespace, "hugo", "hugo.example.edu"),
                    "{\"spec\": {\"deletionPolicy\": \"Delete\"}}"));
    var id = operator().idOf(tenant);

    client.resource(tenant).delete();

    var job = awaitJob(id, "trash", null);
    assertThat(job.getSpec().getTemplate().getSpec().getContainers().getFirst().getCommand())
        .startsWith("/bin/sh", "/etc/vmoodle/job/trash.sh", "/claim", id);
    operator()
        .awaitTenant(
            tenant, ConditionType.Ready, it -> it.getMessage().contains("release-hold: " + id));
    assertThat(operator().reality().databases("vm_" + id)).isEmpty();
    assertThat(operator().reality().ledger(id)).isPresent();

    operator().close();
    running = RunningOperator.again(client, engine, namespace);
    kubelet().end(name(job), 0, "Completed", "{\"outcome\":\"Ended\"}");

    operator().awaitGone(tenant);
    assertThat(operator().reality().ledger(id)).isEmpty();
    await().atMost(PATIENCE).until(() -> jobs(id, "trash").isEmpty());
  }

  /** Its storage was away; when it is back, the folder is one that the tenant has. */
  @Test
  void theRemovalOfTheFolderOfWhomWasLetGoEndsWhenItComesBack() throws Exception {
    var manifest =
        Manifests.with(
            Manifests.tenant(namespace, "hugo", "hugo.example.edu"),
            "{\"spec\": {\"deletionPolicy\": \"Delete\"}}");
    var tenant = operator().installed(manifest);
    var id = operator().idOf(tenant);
    client.resource(tenant).delete();
    awaitJob(id, "trash", null);
    Edits.annotate(client, tenant, "vmoodle.io/release-hold", id);
    operator().awaitGone(tenant);
    assertThat(Story.awaitMessage(client, tenant, "DataRetained"))
        .contains("database was dropped", "data folder")
        .doesNotContain("get them back");

    client.resource(manifest).create();

    operator().awaitReason(tenant, ConditionType.Ready, "DatabaseLost");
    await().atMost(PATIENCE).until(() -> jobs(id, "trash").isEmpty());
    assertThat(operator().reality().ledger(id).orElseThrow()).containsEntry("state", "ACTIVE");
  }

  private void state(VirtualMoodle tenant, String state) {
    Edits.merge(client, tenant, "{\"spec\": {\"state\": \"%s\"}}".formatted(state));
  }

  private Job awaitJob(String id, String what, @Nullable String argument) {
    return await("a Job for " + what)
        .atMost(PATIENCE)
        .until(
            () ->
                jobs(id, what).stream()
                    .filter(
                        job ->
                            argument == null
                                || job.getSpec()
                                    .getTemplate()
                                    .getSpec()
                                    .getContainers()
                                    .getFirst()
                                    .getCommand()
                                    .contains(argument))
                    .toList(),
            found -> found.size() == 1)
        .getFirst();
  }

  private List<Job> jobs(String id, String what) {
    return client.batch().v1().jobs().inNamespace(namespace).list().getItems().stream()
        .filter(job -> name(job).startsWith("vm-%s-%s-".formatted(id, what)))
        .toList();
  }

  private static String name(Job job) {
    return job.getMetadata().getName();
  }

  private PlayedKubelet kubelet() {
    return new PlayedKubelet(client, namespace);
  }

  private RunningOperator operator() {
    return Objects.requireNonNull(running);
  }
}
