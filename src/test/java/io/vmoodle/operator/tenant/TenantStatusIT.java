package io.vmoodle.operator.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
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
import io.vmoodle.operator.harness.RunningOperator;
import io.vmoodle.operator.harness.Story;
import io.vmoodle.operator.kube.KubeStatus;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tools that wait for resources conclude from a status, in every state. */
@ExtendWith(ClusterExtension.class)
class TenantStatusIT {
  private final KubernetesClient client;
  private String namespace = "";

  TenantStatusIT(KubernetesClient client) {
    this.client = client;
  }

  @BeforeEach
  void takeANamespace(@Fresh TestNamespace fresh) {
    namespace = fresh.name();
  }

  @Test
  void aTenantWithoutItsPlatformIsInProgress() throws Exception {
    try (var operator = RunningOperator.start(client, Engine.MariaDB, namespace)) {
      var tenant = client.resource(Manifests.tenant(namespace, "hugo", "h.example.edu")).create();

      operator.awaitReason(tenant, ConditionType.Ready, "PlatformNotFound");
      assertThat(kube(tenant)).isEqualTo(KubeStatus.InProgress);

      client.resource(operator.platform()).create();

      operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
      assertThat(kube(tenant)).isEqualTo(KubeStatus.InProgress);
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      assertThat(kube(operator.platform())).isEqualTo(KubeStatus.Current);
    }
  }

  @Test
  void aRefusedTenantHasFailedUntilItAsksForWhatItMayHave() throws Exception {
    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, namespace)) {
      var tenant =
          client
              .resource(
                  Manifests.with(
                      Manifests.tenant(namespace, "hugo", "h.example.edu"),
                      "{\"spec\": {\"release\": \"9.9\"}}"))
              .create();

      var status = operator.awaitReason(tenant, ConditionType.Accepted, "UnknownRelease");
      assertThat(kube(tenant)).isEqualTo(KubeStatus.Failed);
      assertThat(RunningOperator.condition(status, ConditionType.Reconciling)).isEmpty();
      assertThat(Story.awaitMessage(client, tenant, "UnknownRelease")).contains("9.9");

      Edits.merge(client, tenant, "{\"spec\": {\"release\": null}}");

      operator.awaitReason(tenant, ConditionType.Ready, "WaitingForJob");
      assertThat(kube(tenant)).isEqualTo(KubeStatus.InProgress);
    }
  }

  @Test
  void aReadyTenantIsCurrentAndOneWhoseSpecWasNotSeenYetIsNot() throws Exception {
    VirtualMoodle tenant;
    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, namespace)) {
      tenant = ExistingMoodles.adopt(client, Engine.MariaDB, namespace, "a", "host: a.example.edu");
      operator.awaitReady(tenant);
      assertThat(kube(tenant)).isEqualTo(KubeStatus.Current);
    }

    Edits.merge(client, tenant, "{\"spec\": {\"site\": {\"fullName\": \"Another\"}}}");

    assertThat(kube(tenant)).isEqualTo(KubeStatus.InProgress);
  }

  @Test
  void aTenantThatWaitsForItsDeletionIsTerminatingAndSaysWhy() throws Exception {
    try (var operator = RunningOperator.withPlatform(client, Engine.MariaDB, namespace)) {
      var tenant =
          ExistingMoodles.adopt(client, Engine.MariaDB, namespace, "a", "host: a.example.edu");
      operator.awaitReady(tenant);
      Edits.merge(client, tenant, "{\"spec\": {\"paused\": true}}");

      client.resource(tenant).delete();

      operator.awaitReason(tenant, ConditionType.Ready, "Paused");
      assertThat(kube(tenant)).isEqualTo(KubeStatus.Terminating);
      assertThat(operator.reality().row("https://a.example.edu")).isPresent();

      Edits.merge(client, tenant, "{\"spec\": {\"paused\": false}}");
      operator.awaitGone(tenant);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aPausedTenantIsLeftAloneAndSaysSoUntilItIsResumed(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var paused =
          client
              .resource(
                  Manifests.with(
                      Manifests.tenant(namespace, "hugo", "hugo.example.edu"),
                      "{\"spec\": {\"paused\": true}}"))
              .create();
      operator.awaitReason(paused, ConditionType.Ready, "Paused");
      assertThat(kube(paused)).isEqualTo(KubeStatus.InProgress);
      assertThat(operator.reality().rows()).isEmpty();
      assertThat(client.resource(paused).get().getStatus().tenantId()).isNull();

      Edits.merge(client, paused, "{\"spec\": {\"paused\": false}}");
      operator.awaitReason(paused, ConditionType.Ready, "WaitingForJob");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aPausedPlatformMendsNothingAndSaysSoUntilItIsResumed(Engine engine) throws Exception {
    try (var operator = RunningOperator.withPlatform(client, engine, namespace)) {
      var tenant = ExistingMoodles.adopt(client, engine, namespace, "a", "host: a.example.edu");
      operator.awaitReady(tenant);

      Edits.merge(client, operator.platform(), "{\"spec\": {\"paused\": true}}");
      var platform = operator.awaitPlatform(ConditionType.Ready, "Paused");
      assertThat(platform.conditions())
          .filteredOn(it -> it.getType().equals("Ready"))
          .singleElement()
          .satisfies(it -> assertThat(it.getMessage()).contains("spec.paused"));

      operator.reality().execute("UPDATE mdl_local_vmoodle SET name = 'drifted'");
      operator.awaitReason(tenant, ConditionType.Ready, "Paused");
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(5))
          .until(
              () ->
                  "drifted"
                      .equals(
                          operator
                              .reality()
                              .row("https://a.example.edu")
                              .orElseThrow()
                              .get("name")));

      Edits.merge(client, operator.platform(), "{\"spec\": {\"paused\": false}}");
      operator.awaitReady(tenant);
      operator.awaitPlatform(ConditionType.Ready, "Ready");
      assertThat(operator.reality().row("https://a.example.edu").orElseThrow())
          .containsEntry("name", "Lycée a");
    }
  }

  private KubeStatus kube(HasMetadata resource) {
    return KubeStatus.of(client.resource(resource).get());
  }
}
