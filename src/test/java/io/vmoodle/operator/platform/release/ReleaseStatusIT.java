package io.vmoodle.operator.platform.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.harness.RunningOperator;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole operator: what is known of releases reaches the platform and its tenants. */
@ExtendWith(ClusterExtension.class)
class ReleaseStatusIT {
  @Test
  void whatWasReadIsSaidAndReservesItsNames(
      KubernetesClient client, @Fresh TestNamespace namespace) {
    try (var operator = RunningOperator.start(client, Engine.PostgreSQL, namespace.name())) {
      var platform = operator.platform();
      var probe = new ProbeJob(platform, platform.getSpec().releases().getFirst());
      var records = client.configMaps().inNamespace(namespace.name());
      platform
          .getSpec()
          .releases()
          .forEach(it -> records.withName(ReleaseRecord.nameOf("academie", it.name())).delete());
      client
          .resource(
              new ReleaseRecord(
                      "4.4", probe.source(), probe.key(), "m@sha256:1", Instant.now(), newThing())
                  .configMap(namespace.name(), platform.getMetadata().getName()))
          .create();
      client.resource(platform).create();

      operator.awaitPlatform(ConditionType.Ready, "Ready");
      var status =
          await("what is known of 4.4")
              .atMost(RunningOperator.PATIENCE)
              .until(
                  () -> operator.awaitPlatform(ConditionType.ReleasesReady, "ReleaseNotProbed"),
                  it ->
                      it.releases().getFirst().ready()
                          // That a Job is about to be made is said before.
                          && String.valueOf(it.releases().getLast().message())
                              .contains("academie-probe-"));

      assertThat(status.releases().getFirst().version()).isEqualTo("2024042200.00");
      assertThat(status.releases().getFirst().imageId()).isEqualTo("m@sha256:1");
      assertThat(status.releases().getFirst().guarded()).isTrue();
      assertThat(status.releases().getLast().ready()).isFalse();
      assertThat(status.releases().getLast().reason()).isEqualTo("ReleaseNotProbed");
      var jobs = client.batch().v1().jobs().inNamespace(namespace.name());
      assertThat(jobs.list().getItems()).as("that of 4.5 alone").hasSize(1);

      var tenant =
          client
              .resource(
                  Manifests.with(
                      Manifests.tenant(namespace.name(), "hugo", "hugo.example.edu"),
                      "{\"spec\": {\"address\": {\"host\": null, \"subPath\": \"newthing\"}}}"))
              .create();
      operator.awaitReason(tenant, ConditionType.Accepted, "AddressReserved");

      client.resource(tenant).delete();
      operator.awaitGone(tenant);
      client.resource(platform).delete();
      operator.awaitPlatformGone();
      await("removal of the Job")
          .atMost(RunningOperator.PATIENCE)
          .until(() -> jobs.list().getItems().isEmpty());
    }
  }

  private static String newThing() {
    return Reports.with("\"Local\"", "\"NewThing\"");
  }
}
