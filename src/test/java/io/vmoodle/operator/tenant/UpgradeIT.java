package io.vmoodle.operator.tenant;

import static io.vmoodle.operator.harness.Reality.text;
import static io.vmoodle.operator.tenant.PlayedUpgrades.database;
import static io.vmoodle.operator.tenant.PlayedUpgrades.env;
import static io.vmoodle.operator.tenant.PlayedUpgrades.main;
import static io.vmoodle.operator.tenant.PlayedUpgrades.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.PlayedKubelet;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.Story;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A tenant comes to another release, or back; what the pods of its Jobs do is played. */
@Order(7)
@ExtendWith(ClusterExtension.class)
@ParameterizedClass
@EnumSource(Engine.class)
class UpgradeIT {
  private final Engine engine;
  private final KubernetesClient client;
  private String namespace = "";
  private @Nullable RunningOperator running;

  UpgradeIT(Engine engine, KubernetesClient client) {
    this.engine = engine;
    this.client = client;
  }

  @BeforeEach
  void start(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
    running = RunningOperator.withPlatform(client, engine, namespace);
    Edits.merge(
        client,
        client.resource(operator().platform()).get(),
        "{\"spec\": {\"jobs\": {\"toolsImage\": \"registry.example.edu/tools:1\"}, \"rollout\": {\"settle\": \"0s\"}}}");
  }

  @AfterEach
  void stop() {
    operator().close();
  }

  @Test
  void aTenantComesToAnotherRelease() throws SQLException {
    var tenant = played().served("hugo");
    var id = operator().idOf(tenant);

    played().pin(tenant, "4.5");

    var quiesce = played().awaitJob(id, "quiesce");
    assertThat(main(quiesce).getImage()).isEqualTo("registry.example.edu/moodle:4.4");
    assertThat(main(quiesce).getCommand())
        .containsExactly("/bin/sh", "/etc/vmoodle/job/quiesce.sh");
    assertThat(env(quiesce, "VMOODLE_ALLOW")).isEmpty();
    var number = env(quiesce, "VMOODLE_OPERATION").orElseThrow().getValue();
    assertThat(quiesce.getMetadata().getName()).isEqualTo("vm-%s-quiesce-%s".formatted(id, number));
    var begun =
        operator()
            .awaitTenant(
                tenant,
                ConditionType.Ready,
                it -> it.getReason().equals("Upgrading") && it.getStatus().equals("False"));
    assertThat(Objects.requireNonNull(begun.operation()))
        .satisfies(
            it -> {
              assertThat(it.type()).isEqualTo("Upgrade");
              assertThat(it.target()).isEqualTo("4.5");
              assertThat(it.step()).isEqualTo("Quiescing");
              assertThat(it.id()).isEqualTo(Long.valueOf(number));
              assertThat(it.startedAt()).isNotNull();
              assertThat(it.jobName()).isEqualTo(quiesce.getMetadata().getName());
            });
    played().succeed(quiesce);

    played().copy(id);

    var upgrade = played().awaitJob(id, "upgrade");
    assertThat(main(upgrade).getImage()).isEqualTo("registry.example.edu/moodle:4.5");
    assertThat(env(upgrade, "VMOODLE_ALLOW").orElseThrow().getValue()).isEqualTo("release");
    assertThat(env(upgrade, "VMOODLE_OPERATION").orElseThrow().getValue()).isEqualTo(number);
    assertThat(operator().reality().databases("vm_" + id))
        .containsExactly(database(id, 1), database(id, 2));
    assertThat(text(operator().reality().rows().getFirst(), "metadata")).contains("\"4.4\"");
    played().upgradeDatabase(id);
    played().succeed(upgrade);

    var open = played().awaitJob(id, "open");
    assertThat(main(open).getImage()).isEqualTo("registry.example.edu/moodle:4.5");
    assertThat(text(operator().reality().rows().getFirst(), "metadata")).contains("\"4.5\"");
    assertThat(played().backend(id)).isEqualTo("moodle-45");
    assertThat(operator().reality().operation(id).orElseThrow()).containsEntry("phase", "OPENING");
    played().succeed(open);

    var status = operator().awaitReason(tenant, ConditionType.UpToDate, "UpToDate");
    operator().awaitReady(tenant);
    assertThat(status.release()).isEqualTo("4.5");
    assertThat(status.version()).isEqualTo("2024100700.00");
    assertThat(status.operation()).isNull();
    assertThat(operator().reality().operation(id)).isEmpty();
    assertThat(operator().reality().ledger(id).orElseThrow())
        .containsEntry("release_name", "4.5")
        .containsEntry("database_name", database(id, 1));
    assertThat(Story.awaitMessage(client, tenant, "Upgraded")).contains("release 4.5");

    assertThat(operator().reality().databases("vm_" + id)).hasSize(2);
    operator().reality().pretendKeptForLong(id);
    await()
        .atMost(RunningOperator.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(operator().reality().databases("vm_" + id))
                    .containsExactly(database(id, 1)));
  }

  /** Whoever is suspended waits; whoever is in maintenance comes along, and stays there. */
  @Test
  void aTenantThatVisitorsDoNotSeeIsUpgradedUnlessItIsSuspended() throws SQLException {
    kubelet().endAtOnce("nobody's");
    var tenant = played().served("hugo");
    var id = operator().idOf(tenant);
    played().state(tenant, "Suspended");
    operator().awaitReason(tenant, ConditionType.Ready, "Suspended");

    played().pin(tenant, "4.5");
    var waiting = operator().awaitReason(tenant, ConditionType.UpToDate, "Suspended");
    assertThat(RunningOperator.condition(waiting, ConditionType.Ready).orElseThrow().getStatus())
        .isEqualTo("True");
    assertThat(operator().reality().operation(id)).isEmpty();

    played().state(tenant, "Maintenance");
    played().succeed(played().awaitJob(id, "quiesce"));
    played().copy(id);
    played().upgradeDatabase(id);
    played().succeed(played().awaitJob(id, "upgrade"));
    played().succeed(played().awaitJob(id, "open"));

    operator().awaitReason(tenant, ConditionType.UpToDate, "UpToDate");
    operator().awaitReason(tenant, ConditionType.Ready, "Maintenance");
    assertThat(played().backend(id)).isEqualTo("moodle-45");
  }

  /** Moodle's script may fail at its very end. */
  @Test
  void aDatabaseThatIsOnTheNewReleaseIsEnough() throws SQLException {
    var tenant = played().served("hugo");
    var id = operator().idOf(tenant);
    played().pin(tenant, "4.5");
    played().succeed(played().awaitJob(id, "quiesce"));
    played().copy(id);

    var upgrade = played().awaitJob(id, "upgrade");
    played().upgradeDatabase(id);
    kubelet().end(name(upgrade), 1, "Error", "{\"outcome\":\"Fatal\",\"output\":\"Late\"}");

    played().succeed(played().awaitJob(id, "open"));
    operator().awaitReason(tenant, ConditionType.UpToDate, "UpToDate");
  }

  @Test
  void whatFailsIsPutBack() throws SQLException {
    var tenant = played().served("hugo");
    var id = operator().idOf(tenant);
    played().pin(tenant, "4.5");
    played().succeed(played().awaitJob(id, "quiesce"));
    played().copy(id);
    var upgrade = played().awaitJob(id, "upgrade");
    operator()
        .reality()
        .asTenant(
            id,
            database(id, 1),
            "INSERT INTO mdl_config VALUES ('upgraderunning', '1')",
            "DELETE FROM mdl_config WHERE name = 'release'");

    kubelet().end(name(upgrade), 1, "Error", "{\"outcome\":\"Fatal\",\"output\":\"No cheese\"}");

    var restore = played().awaitJob(id, "restore");
    assertThat(main(restore).getImage()).isEqualTo("registry.example.edu/moodle:4.4");
    var row = operator().reality().rows().getFirst();
    assertThat(text(row, "vdbname")).isEqualTo(database(id, 2));
    assertThat(text(row, "vdblogin")).isEqualTo("vm_%s_b".formatted(id));
    assertThat(text(row, "metadata")).contains("\"4.4\"");
    assertThat(operator().reality().isOpen("vm_%s_a".formatted(id)))
        .as("a pod that nobody sees has this one")
        .isFalse();
    assertThat(
            operator()
                .reality()
                .canWork(database(id, 2), text(row, "vdblogin"), text(row, "vdbpass")))
        .isTrue();
    operator().awaitReason(tenant, ConditionType.Ready, "RollingBack");
    played().succeed(restore);

    var status = operator().awaitReason(tenant, ConditionType.UpToDate, "UpgradeFailed");
    operator().awaitReady(tenant);
    assertThat(status.release()).isEqualTo("4.4");
    assertThat(Objects.requireNonNull(status.operation()).step()).isEqualTo("Failed");
    assertThat(RunningOperator.condition(status, ConditionType.UpToDate))
        .hasValueSatisfying(
            it -> assertThat(it.getMessage()).contains("No cheese", "rollout.attempt"));
    assertThat(Story.awaitMessage(client, tenant, "RolledBack")).contains("No cheese");
    assertThat(played().backend(id)).isEqualTo("moodle-44");
    assertThat(operator().reality().databases("vm_" + id)).hasSize(2);

    Edits.merge(
        client, client.resource(tenant).get(), "{\"spec\": {\"deletionPolicy\": \"Delete\"}}");
    client.resource(tenant).delete();
    operator().awaitGone(tenant);
    assertThat(operator().reality().databases("vm_" + id)).isEmpty();
    assertThat(kubelet().jobs()).isEmpty();
  }

  /** Scripts of Moodle end with 0 and have done nothing. */
  @Test
  void aJobThatSaysThatItWorkedIsNotBelieved() throws SQLException {
    var tenant = played().served("hugo");
    var id = operator().idOf(tenant);
    played().pin(tenant, "4.5");
    played().succeed(played().awaitJob(id, "quiesce"));
    played().copy(id);

    played().succeed(played().awaitJob(id, "upgrade"));

    played().succeed(played().awaitJob(id, "restore"));
    var status = operator().awaitReason(tenant, ConditionType.UpToDate, "UpgradeFailed");
    assertThat(RunningOperator.condition(status, ConditionType.UpToDate))
        .hasValueSatisfying(
            it -> assertThat(it.getMessage()).contains("is not on the versions of release 4.5"));
  }

  /** A pod of it may run on a node that nobody reaches. */
  @Test
  void aJobThatSomebodyRemovedIsNotMadeAgain() throws SQLException {
    var tenant = played().served("hugo");
    var id = operator().idOf(tenant);
    played().pin(tenant, "4.5");
    played().succeed(played().awaitJob(id, "quiesce"));
    played().copy(id);
    var upgrade = played().awaitJob(id, "upgrade");
    await()
        .atMost(RunningOperator.PATIENCE)
        .until(
            () -> text(operator().reality().operation(id).orElseThrow(), "step").equals("STARTED"));

    client.resource(upgrade).delete();

    played().succeed(played().awaitJob(id, "restore"));
    var status = operator().awaitReason(tenant, ConditionType.UpToDate, "UpgradeFailed");
    assertThat(RunningOperator.condition(status, ConditionType.UpToDate))
        .hasValueSatisfying(it -> assertThat(it.getMessage()).contains("is gone"));
    assertThat(text(operator().reality().rows().getFirst(), "vdbname")).isEqualTo(database(id, 2));
  }

  @Test
  void whatCannotBePutBackIsHeldAndTriedAgain() throws SQLException {
    var tenant = played().served("hugo");
    var id = operator().idOf(tenant);
    played().pin(tenant, "4.5");

    kubelet().end(name(played().awaitJob(id, "quiesce")), 1, "Error", "{\"output\":\"Disk full\"}");

    for (int tries = 1; tries <= 3; tries++) {
      kubelet()
          .end(name(played().awaitJob(id, "restore")), 1, "Error", "{\"output\":\"Still full\"}");
      var next = Integer.toString(tries);
      await()
          .atMost(RunningOperator.PATIENCE)
          .until(
              () -> text(operator().reality().operation(id).orElseThrow(), "tries").equals(next));
      if (tries < 3) {
        operator().reality().pretendDue(id);
      }
    }
    var held = operator().awaitReason(tenant, ConditionType.Stalled, "UpgradeHeld");
    assertThat(RunningOperator.condition(held, ConditionType.Ready))
        .hasValueSatisfying(
            it -> {
              assertThat(it.getStatus()).isEqualTo("False");
              assertThat(it.getMessage()).contains("Disk full", "Still full");
            });
    operator().reality().pretendDue(id);
    played().succeed(played().awaitJob(id, "restore"));

    operator().awaitReason(tenant, ConditionType.UpToDate, "UpgradeFailed");
    operator().awaitReady(tenant);
    assertThat(text(operator().reality().rows().getFirst(), "vdbname"))
        .as("nothing had touched it")
        .isEqualTo(database(id, 1));
    await("the copy that was never made is forgotten")
        .atMost(RunningOperator.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(operator().reality().databases("vm_" + id))
                    .containsExactly(database(id, 1)));
  }

  @Test
  void aTenantWaitsForCodeThatWasRead() throws SQLException {
    var tenant = played().served("hugo");
    Edits.merge(
        client,
        client.resource(operator().platform()).get(),
        """
        {"spec": {"releases": [
          {"name": "4.4", "image": "registry.example.edu/moodle:4.4", "service": {"name": "moodle-44"}},
          {"name": "4.6", "image": "registry.example.edu/moodle:4.6", "service": {"name": "moodle-45"}}]}}
        """);
    await()
        .atMost(RunningOperator.PATIENCE)
        .ignoreExceptions()
        .until(() -> played().pin(tenant, "4.6") != null);

    operator()
        .awaitTenant(
            tenant,
            ConditionType.UpToDate,
            it ->
                it.getReason().equals("ReleaseNotProbed")
                    && it.getMessage().contains("should be on release 4.6"));
    operator().awaitReady(tenant);
    assertThat(operator().reality().operation(operator().idOf(tenant))).isEmpty();
  }

  @Test
  void aTenantWithAPluginThatTheReleaseLacksStays() throws SQLException {
    var tenant = played().served("hugo");
    var id = operator().idOf(tenant);
    operator()
        .reality()
        .asTenant(
            id,
            database(id, 1),
            "INSERT INTO mdl_config_plugins VALUES (2, 'mod_zoo', 'version', '2024010100')");

    played().pin(tenant, "4.5");

    var status = operator().awaitReason(tenant, ConditionType.UpToDate, "PluginsMissing");
    assertThat(RunningOperator.condition(status, ConditionType.UpToDate))
        .hasValueSatisfying(it -> assertThat(it.getMessage()).contains("mod_zoo"));
    operator().awaitReady(tenant);
  }

  private PlayedKubelet kubelet() {
    return new PlayedKubelet(client, namespace);
  }

  private PlayedUpgrades played() {
    return new PlayedUpgrades(engine, client, operator(), namespace);
  }

  private RunningOperator operator() {
    return Objects.requireNonNull(running);
  }
}
