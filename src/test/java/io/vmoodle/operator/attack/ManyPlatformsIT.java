package io.vmoodle.operator.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Platforms that are wrong, next to one that is right. */
@ExtendWith(ClusterExtension.class)
class ManyPlatformsIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void oneThatIsWrongDisturbsNobody(
      Engine engine,
      KubernetesClient client,
      @Fresh TestNamespace home,
      @Fresh TestNamespace second,
      @Fresh TestNamespace third)
      throws SQLException {
    try (var attack = Attack.on(client, engine, home.name(), second.name(), third.name())) {
      var tenant = attack.tenant(home.name(), "hugo", "host: hugo.example.edu");
      attack.message(tenant, ConditionType.Ready, "WaitingForJob");
      var empty = Attack.unique("empty_");
      attack.lab().execute("", "CREATE DATABASE " + empty);
      platform(client, engine, second, attack.operator().registry());
      platform(client, engine, third, empty);
      if (engine == Engine.MariaDB) {
        attack.lab().execute("", "GRANT ALL ON %s.* TO vmadmin".formatted(empty));
      }

      assertThat(awaitReason(client, second, "RegistryClaimed"))
          .contains(home.name() + "/" + Manifests.PLATFORM);
      assertThat(awaitReason(client, third, "RegistryTableMissing")).contains(empty);
      var waiting =
          client.resource(Manifests.tenant(third.name(), "waits", "waits.example.edu")).create();
      attack.message(waiting, ConditionType.Ready, "PlatformNotReady");
      var lost =
          client.resource(Manifests.tenant(second.name(), "lost", "lost.example.edu")).create();
      attack.message(lost, ConditionType.Ready, "PlatformNotReady");

      var another = attack.tenant(home.name(), "another", "host: another.example.edu");
      attack.message(another, ConditionType.Ready, "WaitingForJob");
      assertThat(attack.rows()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatATenantNamesMustBeThere(
      Engine engine, KubernetesClient client, @Fresh TestNamespace home) throws SQLException {
    try (var attack = Attack.on(client, engine, home.name())) {
      var server =
          attack.tenant(
              home.name(), "a", "host: a.example.edu", "placement: {databaseServer: nowhere}");
      assertThat(attack.refusal(server, "UnknownDatabaseServer")).contains("nowhere");
      var release = attack.tenant(home.name(), "b", "host: b.example.edu", "release: '9.9'");
      assertThat(attack.refusal(release, "UnknownRelease")).contains("9.9");
      var stray =
          client
              .resource(
                  Serialization.unmarshal(
                      """
                      apiVersion: vmoodle.io/v1alpha1
                      kind: VirtualMoodle
                      metadata: {namespace: %s, name: stray}
                      spec:
                        platformRef: {name: nowhere}
                        address: {host: stray.example.edu}
                        site: {fullName: Stray, shortName: stray}
                      """
                          .formatted(home.name()),
                      VirtualMoodle.class))
              .create();
      assertThat(attack.message(stray, ConditionType.Ready, "PlatformNotFound"))
          .contains("nowhere");
      assertThat(attack.rows()).isEmpty();
    }
  }

  private static void platform(
      KubernetesClient client, Engine engine, TestNamespace namespace, String registry) {
    client.resource(Manifests.adminSecret(namespace.name())).create();
    client.resource(Manifests.platform(namespace.name(), engine, registry)).create();
  }

  private static String awaitReason(
      KubernetesClient client, TestNamespace namespace, String reason) {
    return await(reason)
        .atMost(RunningOperator.PATIENCE)
        .until(
            () ->
                Optional.ofNullable(
                        client
                            .resources(MoodlePlatform.class)
                            .inNamespace(namespace.name())
                            .withName(Manifests.PLATFORM)
                            .get())
                    .map(MoodlePlatform::getStatus)
                    .flatMap(
                        status ->
                            status.conditions().stream()
                                .filter(it -> it.getType().equals(ConditionType.Ready.name()))
                                .filter(it -> it.getReason().equals(reason))
                                .findFirst()),
            Optional::isPresent)
        .map(Condition::getMessage)
        .orElseThrow();
  }
}
