package io.vmoodle.lab.demo;

import io.fabric8.kubernetes.api.model.Condition;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.util.List;
import java.util.Optional;

/** What platform and tenants say of a rollout. */
final class Rollout {
  private static final List<String> HEADER =
      List.of("NAME", "RELEASE", "READY", "REASON", "UPTODATE");

  private Rollout() {}

  /** Reason of the platform's condition RolloutComplete; empty as long as it has none. */
  static String reason(MoodlePlatform platform) {
    return complete(platform).map(Condition::getReason).orElse("");
  }

  static String message(MoodlePlatform platform) {
    return complete(platform).map(Condition::getMessage).orElse("");
  }

  private static Optional<Condition> complete(MoodlePlatform platform) {
    return Optional.ofNullable(platform.getStatus()).stream()
        .flatMap(status -> status.conditions().stream())
        .filter(it -> it.getType().equals(ConditionType.RolloutComplete.name()))
        .findFirst();
  }

  /** Message of a tenant's condition. */
  static String condition(VirtualMoodle tenant, ConditionType type) {
    return find(tenant, type).map(Condition::getMessage).orElse("");
  }

  /** Whether this is the reason of zola's condition UpToDate. */
  static boolean isSaidOfZola(List<VirtualMoodle> tenants, String reason) {
    return tenants.stream()
        .filter(it -> it.getMetadata().getName().equals("zola"))
        .flatMap(it -> find(it, ConditionType.UpToDate).stream())
        .anyMatch(it -> it.getReason().equals(reason));
  }

  static TextTable table(List<VirtualMoodle> tenants) {
    return TextTable.of(HEADER, tenants.stream().map(Rollout::row).toList());
  }

  private static List<String> row(VirtualMoodle tenant) {
    return List.of(
        tenant.getMetadata().getName(),
        Optional.ofNullable(Tenants.status(tenant).release()).orElse(""),
        Tenants.ready(tenant).map(Condition::getStatus).orElse(""),
        Tenants.reason(tenant),
        find(tenant, ConditionType.UpToDate).map(Condition::getReason).orElse(""));
  }

  private static Optional<Condition> find(VirtualMoodle tenant, ConditionType type) {
    return Tenants.status(tenant).conditions().stream()
        .filter(it -> it.getType().equals(type.name()))
        .findFirst();
  }
}
