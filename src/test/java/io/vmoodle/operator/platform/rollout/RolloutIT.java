package io.vmoodle.operator.platform.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.api.platform.RolloutStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.Story;
import io.vmoodle.operator.platform.release.KnownReleases;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole operator on a rollout. No node runs anything: what upgrades did is pretended. */
@ExtendWith(ClusterExtension.class)
class RolloutIT {
  private static RunningOperator operator(
      KubernetesClient client, Engine engine, TestNamespace namespace) {
    var operator = RunningOperator.start(client, engine, namespace.name());
    var platform = operator.platform();
    KnownReleases.store(client, platform, "4.4", "2024042200.00");
    KnownReleases.store(client, platform, "4.5", "2024100700.00");
    client
        .resource(
            Manifests.with(platform, "{\"spec\": {\"jobs\": {\"toolsImage\": \"example/tools\"}}}"))
        .create();
    operator.awaitPlatform(ConditionType.Ready, "Ready");
    return operator;
  }

  private static VirtualMoodle installed(RunningOperator operator, String home, String name)
      throws SQLException {
    return operator.installed(Manifests.tenant(home, name, name + ".example.edu"));
  }

  private static MoodlePlatform stored(KubernetesClient client, RunningOperator operator) {
    return client.resource(operator.platform()).get();
  }

  private static void spec(KubernetesClient client, RunningOperator operator, String json) {
    Edits.merge(client, operator.platform(), "{\"spec\": %s}".formatted(json));
  }

  private static RolloutStatus rollout(PlatformStatus status) {
    return Objects.requireNonNull(status.rollout());
  }

  private static RolloutStatus awaitRollout(
      RunningOperator operator, String reason, int done, int failed) {
    return await("%s with %d done and %d failed".formatted(reason, done, failed))
        .atMost(RunningOperator.PATIENCE)
        .until(
            () -> rollout(operator.awaitPlatform(ConditionType.RolloutComplete, reason)),
            it -> it.done() == done && it.failed() == failed);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aWaveBeginsHaltsSurvivesARestartAndEnds(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    var home = namespace.name();
    VirtualMoodle hugo;
    String[] ids;
    try (var operator = operator(client, engine, namespace)) {
      hugo = installed(operator, home, "hugo");
      var emile = installed(operator, home, "emile");
      ids = new String[] {operator.idOf(hugo), operator.idOf(emile)};
      assertThat(awaitRollout(operator, "RolloutComplete", 2, 0).total()).isEqualTo(2);
      assertThat(operator.awaitPlatform(ConditionType.Ready, "Ready").provenRelease())
          .isEqualTo("4.4");

      spec(client, operator, "{\"defaultRelease\": \"4.5\", \"rollout\": {\"paused\": true}}");

      var waiting = operator.awaitReason(hugo, ConditionType.UpToDate, "RolloutPaused");
      assertThat(RunningOperator.condition(waiting, ConditionType.Ready).orElseThrow().getStatus())
          .as("it keeps serving")
          .isEqualTo("True");
      var paused = awaitRollout(operator, "RolloutPaused", 0, 0);
      assertThat(paused.queued()).isEqualTo(2);
      assertThat(paused.target()).isEqualTo("4.5");
      assertThat(Story.awaitMessage(client, stored(client, operator), "RolloutRunning"))
          .contains("4.5");
      var zola = client.resource(Manifests.tenant(home, "zola", "zola.example.edu")).create();
      operator.awaitReason(zola, ConditionType.Ready, "WaitingForJob");
      assertThat(operator.reality().ledger(operator.idOf(zola)).orElseThrow())
          .as("no canary has proven 4.5")
          .containsEntry("release_name", "4.4");
      client.resource(zola).delete();

      operator.reality().pretendUpgradeFailed(ids[0], "4.5", 1);
      spec(client, operator, "{\"rollout\": {\"paused\": false}}");

      assertThat(awaitRollout(operator, "RolloutHalted", 0, 1).queued()).isEqualTo(1);
      operator.awaitReason(emile, ConditionType.UpToDate, "RolloutHalted");
      assertThat(Story.awaitMessage(client, stored(client, operator), "RolloutHalted"))
          .contains(home + "/hugo");
    }
    try (var operator = RunningOperator.again(client, engine, home)) {
      var begin = Instant.now();
      awaitRollout(operator, "RolloutHalted", 0, 1);
      operator.awaitReason(hugo, ConditionType.UpToDate, "UpgradeFailed");
      assertThat(
              Story.of(client, stored(client, operator)).stream()
                  .filter(event -> event.getReason().equals("RolloutHalted"))
                  .filter(event -> Instant.parse(event.getLastTimestamp()).isAfter(begin)))
          .as("told again after the restart")
          .isEmpty();

      operator.reality().pretendUpgraded(ids[0], "4.5", "moodle-45:80");
      operator.reality().pretendUpgraded(ids[1], "4.5", "moodle-45:80");

      awaitRollout(operator, "RolloutComplete", 2, 0);
      assertThat(Story.awaitMessage(client, stored(client, operator), "RolloutComplete"))
          .contains("4.5");
      assertThat(operator.awaitPlatform(ConditionType.Ready, "Ready").provenRelease())
          .isEqualTo("4.5");
      var sand = client.resource(Manifests.tenant(home, "sand", "sand.example.edu")).create();
      operator.awaitReason(sand, ConditionType.Ready, "WaitingForJob");
      assertThat(operator.reality().ledger(operator.idOf(sand)).orElseThrow())
          .containsEntry("release_name", "4.5");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Engine.class, names = "PostgreSQL")
  void tenantsOnAReleaseThatIsNotListedAreServed(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = operator(client, engine, namespace)) {
      var hugo = installed(operator, namespace.name(), "hugo");

      spec(
          client,
          operator,
          """
          {"main": {"release": "4.5"}, "defaultRelease": "4.5", "releases": [
            {"name": "4.5", "image": "registry.example.edu/moodle:4.5", "service": {"name": "moodle-45"}}]}
          """);

      operator.awaitPlatform(ConditionType.ReleasesReady, "ReleaseInUse");
      operator.awaitReason(hugo, ConditionType.UpToDate, "ReleaseInUse");
      assertThat(awaitRollout(operator, "RolloutIncomplete", 0, 0).blocked()).isEqualTo(1);
      assertThat(operator.awaitReady(hugo).release()).isEqualTo("4.4");
    }
  }

  /** Noted by a leader whose clock was a day ahead. */
  @ParameterizedTest
  @EnumSource(value = Engine.class, names = "PostgreSQL")
  void canariesAreNotLookedAtForAsLongAsAClockWasAhead(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = operator(client, engine, namespace)) {
      installed(operator, namespace.name(), "hugo");
      operator
          .reality()
          .execute(
              "UPDATE vmoodle_operator.platform SET canary_release = '4.5', canaries_at = %d"
                  .formatted(Instant.now().plus(Duration.ofDays(1)).toEpochMilli()));

      spec(client, operator, "{\"defaultRelease\": \"4.5\"}");

      await("4.5 is proven")
          .atMost(RunningOperator.PATIENCE)
          .until(() -> "4.5".equals(stored(client, operator).getStatus().provenRelease()));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void thePluginsCronKeepsUpgradesFromBeginning(
      Engine engine, KubernetesClient client, @Fresh TestNamespace namespace) throws Exception {
    try (var operator = operator(client, engine, namespace)) {
      var hugo = installed(operator, namespace.name(), "hugo");
      operator
          .reality()
          .execute(
              "UPDATE mdl_local_vmoodle SET lastcron = %d"
                  .formatted(Instant.now().getEpochSecond()));

      spec(client, operator, "{\"defaultRelease\": \"4.5\"}");

      operator.awaitPlatform(ConditionType.RolloutComplete, "PluginCronRunning");
      operator.awaitReason(hugo, ConditionType.UpToDate, "PluginCronRunning");
      assertThat(operator.reality().operation(operator.idOf(hugo))).isEmpty();
    }
  }
}
