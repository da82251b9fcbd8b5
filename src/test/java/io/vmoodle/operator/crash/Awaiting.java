package io.vmoodle.operator.crash;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.lab.cluster.Informers;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.RunningOperator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Waits until resources say that nothing is left to do. */
final class Awaiting {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final long NO_RESYNC = 0;

  private Awaiting() {}

  /** By a watch: thousands of whole lists would be most of what client and API server do. */
  static void that(Map<Tenant, End> wanted, KubernetesClient client, String namespace) {
    try (var resources =
        Informers.started(
            client
                .resources(VirtualMoodle.class)
                .inNamespace(namespace)
                .runnableInformer(NO_RESYNC))) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> {
                var open = open(wanted, byName(resources.getStore().list()));
                if (!open.isEmpty()) {
                  throw new AssertionError("not there yet: " + open);
                }
              });
    }
  }

  private static Map<String, VirtualMoodle> byName(List<VirtualMoodle> resources) {
    return resources.stream().collect(toMap(it -> it.getMetadata().getName(), it -> it));
  }

  private static Map<String, String> open(
      Map<Tenant, End> wanted, Map<String, VirtualMoodle> resources) {
    var open = new TreeMap<String, String>();
    wanted.forEach(
        (tenant, end) -> {
          var resource = resources.get(tenant.name());
          if (!reached(end, resource)) {
            open.put(
                tenant.name(),
                "%s instead of %s"
                    .formatted(resource == null ? "gone" : Site.reason(resource), end));
          }
        });
    return open;
  }

  private static boolean reached(End end, @Nullable VirtualMoodle resource) {
    if (resource == null) {
      return end == End.NOTHING || end == End.RETAINED || end == End.LEFT || end == End.GONE;
    }
    return switch (end) {
      case NOTHING, RETAINED, LEFT, GONE -> false;
      case PROVISIONED -> says("WaitingForJob", resource);
      case REINSTALLING -> says(Site.REINSTALLING, resource);
      case SERVING -> says("Ready", resource);
      case ROTATED -> says("Ready", resource) && namesOtherLogin(resource);
      case UPGRADED -> says("Ready", resource) && isUpToDate("UpToDate", resource);
      case PUT_BACK, LEFT_AS_IT_WAS ->
          says("Ready", resource) && isUpToDate("UpgradeFailed", resource);
      case TRIED_AGAIN -> says("Ready", resource) && isUpToDate("Upgrading", resource);
      case SUSPENDED -> says("Suspended", resource);
      case MAINTENANCE -> says("Maintenance", resource);
      case FAILING -> says("JobFailed", resource);
      case LOST -> says("DatabaseLost", resource);
    };
  }

  private static boolean namesOtherLogin(VirtualMoodle resource) {
    return RunningOperator.condition(resource.getStatus(), ConditionType.DatabaseReady)
        .filter(condition -> condition.getMessage().contains("_b."))
        .isPresent();
  }

  /** Of one that was pinned to another release. */
  private static boolean isUpToDate(String reason, VirtualMoodle resource) {
    return RunningOperator.condition(resource.getStatus(), ConditionType.UpToDate)
        .filter(condition -> condition.getReason().equals(reason))
        .filter(
            condition -> !reason.equals("UpToDate") || "4.5".equals(resource.getStatus().release()))
        .filter(
            condition ->
                !reason.equals("Upgrading") || condition.getMessage().contains("tried again"))
        .isPresent();
  }

  private static boolean says(String reason, VirtualMoodle resource) {
    return resource.getMetadata().getDeletionTimestamp() == null
        && Site.reason(resource).equals(reason);
  }
}
