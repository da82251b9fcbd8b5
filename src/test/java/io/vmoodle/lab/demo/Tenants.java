package io.vmoodle.lab.demo;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The tenants as {@code kubectl get vmoodle -A} shows them, and waiting for them. */
final class Tenants {
  private static final Duration PATIENCE =
      Duration.ofMinutes(MoodleCode.ofUser().isReal() ? 20 : 3);
  private static final Duration PULSE = Duration.ofMillis(100);
  private static final List<String> HEADER =
      List.of("NAMESPACE", "NAME", "URL", "RELEASE", "READY", "REASON");

  private final KubernetesClient client;

  Tenants(KubernetesClient client) {
    this.client = client;
  }

  /** All of them, in a stable order. */
  List<VirtualMoodle> all() {
    return client.resources(VirtualMoodle.class).inAnyNamespace().list().getItems().stream()
        .sorted(
            Comparator.comparing(
                tenant ->
                    tenant.getMetadata().getNamespace() + "/" + tenant.getMetadata().getName()))
        .toList();
  }

  /** One of them, or empty where there is none of that name. */
  Optional<VirtualMoodle> find(String namespace, String name) {
    return Optional.ofNullable(
        client.resources(VirtualMoodle.class).inNamespace(namespace).withName(name).get());
  }

  /** The table of some tenants. */
  static TextTable table(List<VirtualMoodle> tenants) {
    return TextTable.of(HEADER, tenants.stream().map(Tenants::row).toList());
  }

  /**
   * Waits until all tenants are as expected.
   *
   * @param meanwhile sees them again and again
   * @throws NotTrue if they do not get there
   */
  List<VirtualMoodle> await(
      String what,
      Predicate<List<VirtualMoodle>> expected,
      Consumer<List<VirtualMoodle>> meanwhile) {
    return until(
        what,
        () -> {
          var tenants = all();
          meanwhile.accept(tenants);
          return tenants;
        },
        expected);
  }

  /** Waits until a tenant's Ready condition has that reason, and returns its message. */
  String awaitReason(String namespace, String name, String reason) {
    return until(
            "%s says %s".formatted(name, reason),
            () -> find(namespace, name).flatMap(Tenants::ready),
            ready -> ready.filter(it -> it.getReason().equals(reason)).isPresent())
        .orElseThrow()
        .getMessage();
  }

  /** Deletes one and waits until it is gone. */
  void delete(String namespace, String name) {
    client.resources(VirtualMoodle.class).inNamespace(namespace).withName(name).delete();
    until(name + " is gone", () -> find(namespace, name), Optional::isEmpty);
  }

  /** Waits for anything; {@code what} names it if it does not come. */
  static <T> T until(String what, Callable<T> now, Predicate<? super T> expected) {
    try {
      return Awaitility.await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(PULSE)
          .until(now, expected);
    } catch (ConditionTimeoutException e) {
      throw new NotTrue(
          "This did not become true within %d s: %s.".formatted(PATIENCE.toSeconds(), what));
    }
  }

  static TenantStatus status(VirtualMoodle tenant) {
    return Optional.ofNullable(tenant.getStatus()).orElse(TenantStatus.NONE);
  }

  static Optional<Condition> ready(VirtualMoodle tenant) {
    return status(tenant).conditions().stream()
        .filter(condition -> condition.getType().equals(ConditionType.Ready.name()))
        .findFirst();
  }

  /** Why it is ready or not; empty as long as nobody said. */
  static String reason(VirtualMoodle tenant) {
    return ready(tenant).map(Condition::getReason).orElse("");
  }

  private static List<String> row(VirtualMoodle tenant) {
    var status = status(tenant);
    return List.of(
        tenant.getMetadata().getNamespace(),
        tenant.getMetadata().getName(),
        Optional.ofNullable(status.url()).orElse(""),
        Optional.ofNullable(status.release()).orElse(""),
        ready(tenant).map(Condition::getStatus).orElse(""),
        reason(tenant));
  }
}
