package io.vmoodle.lab.benchmark;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Groundwork;
import io.vmoodle.operator.harness.Manifests;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A namespace with all that a platform needs: Secret, Services, the database of a main Moodle.
 *
 * @param namespace its name
 * @param engine where the registry is
 * @param registry the main Moodle's database
 */
record Site(KubernetesClient client, String namespace, Engine engine, String registry) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAGE = 500;

  /** Makes one of that name; without a platform, so that the operator has nothing to do with it. */
  static Site prepare(KubernetesClient client, Engine engine, String namespace) {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    return new Site(client, namespace, engine, Groundwork.lay(client, engine, namespace));
  }

  /** The usual platform. */
  MoodlePlatform platform() {
    return Manifests.platform(namespace, engine, registry);
  }

  /** Has the operator open a platform here. */
  Site open(MoodlePlatform platform) {
    client.resource(platform).create();
    Waiting.until(
        PATIENCE,
        "the platform is ready",
        () ->
            ready(
                    client
                        .resources(MoodlePlatform.class)
                        .inNamespace(namespace)
                        .withName(Manifests.PLATFORM)
                        .get())
                .filter(condition -> condition.getStatus().equals("True"))
                .isPresent());
    return this;
  }

  /** As if the Jobs that install Moodle had done so. */
  void pretendInstalled() throws SQLException {
    Engines.lab(engine)
        .execute(
            registry,
            "UPDATE vmoodle_operator.tenant SET installed_at = 1700000000000 WHERE ns = '%s'"
                .formatted(namespace));
  }

  private static Optional<Condition> ready(MoodlePlatform platform) {
    return Optional.ofNullable(platform.getStatus())
        .flatMap(
            status ->
                status.conditions().stream()
                    .filter(it -> it.getType().equals(ConditionType.Ready.name()))
                    .findFirst());
  }

  /** How many tenants there are by the reason of their Ready condition. */
  Map<String, Integer> reasons() {
    var reasons = new HashMap<String, Integer>();
    var tenants = client.resources(VirtualMoodle.class).inNamespace(namespace);
    String next = null;
    do {
      var page =
          tenants.list(
              new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                  .withLimit(PAGE)
                  .withContinue(next)
                  .build());
      page.getItems().forEach(tenant -> reasons.merge(reason(tenant), 1, Integer::sum));
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return reasons;
  }

  private static String reason(VirtualMoodle tenant) {
    return Objects.requireNonNullElse(tenant.getStatus(), TenantStatus.NONE).conditions().stream()
        .filter(condition -> condition.getType().equals(ConditionType.Ready.name()))
        .map(Condition::getReason)
        .findFirst()
        .orElse("");
  }
}
