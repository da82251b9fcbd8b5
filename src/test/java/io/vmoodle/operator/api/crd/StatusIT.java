package io.vmoodle.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.DatabaseServerStatus;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.platform.PlatformStatus;
import io.vmoodle.operator.api.platform.ReleaseStatus;
import io.vmoodle.operator.api.platform.RolloutStatus;
import io.vmoodle.operator.api.tenant.DatabaseStatus;
import io.vmoodle.operator.api.tenant.OperationStatus;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator writes to a status comes back as it was. */
@ExtendWith(ClusterExtension.class)
class StatusIT {
  private static final List<Condition> CONDITIONS =
      List.of(
          new ConditionBuilder()
              .withType(ConditionType.Ready.name())
              .withStatus("False")
              .withReason(Reason.WaitingForJob.name())
              .withMessage("Nobody installs Moodle yet.")
              .withLastTransitionTime("2026-01-02T03:04:05Z")
              .withObservedGeneration(1L)
              .build());

  private final KubernetesClient client;
  private final TestNamespace namespace;

  StatusIT(KubernetesClient client, TestNamespace namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  @Test
  void aTenantsStatusComesBack() {
    var status =
        new TenantStatus(
            1L,
            CONDITIONS,
            "abc1234567",
            "https://hugo.example.edu",
            5_000_000_000L,
            new DatabaseStatus("main", "vm_abc1234567_1", 1),
            "/srv/moodledata/abc1234567",
            "4.5",
            "2024100700",
            Instant.parse("2026-01-02T03:04:05Z"),
            new OperationStatus(
                "Upgrade",
                7L,
                "4.6",
                "Quiescing",
                1,
                Instant.parse("2026-01-03T03:04:05Z"),
                "vm-abc1234567-quiesce-7"));
    var tenant = create("virtualmoodle/minimal.yaml", VirtualMoodle.class);
    tenant.setStatus(status);
    client.resource(tenant).updateStatus();
    assertThat(client.resource(tenant).get().getStatus()).isEqualTo(status);
  }

  @Test
  void aPlatformsStatusComesBack() {
    var status =
        new PlatformStatus(
            1L,
            CONDITIONS,
            List.of(
                new DatabaseServerStatus("main", "an-identity", "11.4.5", true, null, null),
                new DatabaseServerStatus(
                    "pg", null, null, false, Reason.DatabaseUnavailable.name(), "It is down.")),
            List.of(
                new ReleaseStatus(
                    "4.5",
                    "registry.example.edu/moodle@sha256:" + "0a".repeat(32),
                    "2024100700.00",
                    "4.5 (Build: 20241007)",
                    "0a".repeat(20),
                    false,
                    true,
                    Reason.ReleaseUnguarded.name(),
                    "Include the boot."),
                new ReleaseStatus(
                    "5.0",
                    null,
                    null,
                    null,
                    null,
                    null,
                    false,
                    Reason.ServiceNotFound.name(),
                    null)),
            "4.5",
            new RolloutStatus(
                "5.0", 2, Reason.RolloutRunning.name(), "It goes on.", 28, 7, 6, 5, 4, 3, 3));
    var platform = create("moodleplatform/minimal.yaml", MoodlePlatform.class);
    platform.setStatus(status);
    client.resource(platform).updateStatus();
    assertThat(client.resource(platform).get().getStatus()).isEqualTo(status);
  }

  private <T extends CustomResource<?, ?>> T create(String manifest, Class<T> type) {
    var text =
        Manifest.valid().stream()
            .filter(candidate -> candidate.toString().equals(manifest))
            .findFirst()
            .orElseThrow()
            .text();
    return client
        .resource(Serialization.unmarshal(text, type))
        .inNamespace(namespace.name())
        .create();
  }
}
