package io.vmoodle.operator.platform;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.kube.SecretReader;
import io.vmoodle.operator.kube.SecretValues;
import io.vmoodle.operator.kube.UnreadableSpec;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.files.BootFiles;
import io.vmoodle.operator.platform.inspection.RegistryOpening;
import io.vmoodle.operator.platform.server.ServerIdentities;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.PlatformState;
import io.vmoodle.operator.platform.state.PlatformTenants;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes a platform away. It waits for its tenants; retained data stays in the ledger, so that a
 * platform on the same registry finds it.
 */
final class PlatformRemoval {
  /** As many as a message can name and still be read. */
  private static final int MOST_NAMES = 20;

  /** Why the platform never had the registry, so that there is nothing to give back. */
  private static final Set<Reason> NEVER_HELD =
      Set.of(
          Reason.RegistryClaimed,
          Reason.OwnedByAnotherCluster,
          Reason.RegistryTableMissing,
          Reason.UnknownDatabaseServer,
          Reason.UnsupportedValue);

  private final KubernetesClient client;
  private final RegistryOpening registries;
  private final PlatformTenants tenants;
  private final SecretReader secrets;

  PlatformRemoval(KubernetesClient client, RegistryOpening registries, PlatformTenants tenants) {
    this.client = client;
    this.registries = registries;
    this.tenants = tenants;
    this.secrets = new SecretReader(client);
  }

  /** Gives the registry back, or tells what that waits for. */
  Optional<Finding> release(MoodlePlatform platform, PlatformState state) {
    if (tenants.existFor(ResourceID.fromResource(platform))) {
      return Optional.of(
          new Finding(
              Reason.TenantsExist,
              "The platform still has tenants. Delete the VirtualMoodles that name it in platformRef first."));
    }
    var unreachable = unreachable(platform, state);
    if (unreachable.isPresent()) {
      return unreachable;
    }
    if (!released(platform, state)) {
      return Optional.of(
          new Finding(
              Reason.TenantsExist,
              "The ledger still has tenants whose VirtualMoodles are gone: %s. To end each, apply it again and delete it."
                  .formatted(left(state))));
    }
    return Optional.empty();
  }

  /** A resource that was let go, or whose finalizer was taken by hand, leaves such tenants. */
  private static String left(PlatformState state) {
    return state instanceof PlatformState.Open(OpenPlatform open)
        ? open.fleet()
            .tenants()
            .filter(tenant -> tenant.state() != TenantState.RELEASED)
            .map(tenant -> tenant.namespace() + "/" + tenant.name())
            .sorted()
            .limit(MOST_NAMES)
            .collect(Collectors.joining(", "))
        : "";
  }

  /** Why the registry cannot be given back now, unless a person lets go of that. */
  private Optional<Finding> unreachable(MoodlePlatform platform, PlatformState state) {
    var uid = platform.getMetadata().getUid();
    if (!(state instanceof PlatformState.Closed(Finding why))
        || NEVER_HELD.contains(why.reason())
        // Which registry it had cannot be read, so that nothing would ever end the waiting.
        || UnreadableSpec.is(platform)
        || !wasReached(platform)
        || accountIsGone(platform)
        || uid.equals(annotations(platform).get(Labels.RELEASE_HOLD))) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Reason.RegistryUnavailable,
            "Deletion waits for the registry, to give it back: %s To let go of the platform at once and leave the ledger's note that it has the registry, set the annotation %s: %s."
                .formatted(why.message(), Labels.RELEASE_HOLD, uid)));
  }

  /** A server that was never seen has no note. */
  private static boolean wasReached(MoodlePlatform platform) {
    return ServerIdentities.inStatus(platform).containsKey(platform.getSpec().registry().server());
  }

  /** As when its whole namespace goes: nobody will ever bring the Secret back. */
  private boolean accountIsGone(MoodlePlatform platform) {
    var spec = platform.getSpec();
    var registry = spec.registry();
    return Optional.ofNullable(registry.credentialsSecretRef())
        .or(
            () ->
                spec.databaseServers().stream()
                    .filter(server -> server.name().equals(registry.server()))
                    .map(server -> server.admin().credentialsSecretRef())
                    .findFirst())
        .map(
            secret ->
                secrets.read(
                    platform.getMetadata().getNamespace(), secret.name(), "username", "password"))
        .filter(SecretValues.Missing.class::isInstance)
        .isPresent();
  }

  private static Map<String, String> annotations(MoodlePlatform platform) {
    return Objects.requireNonNullElse(platform.getMetadata().getAnnotations(), Map.of());
  }

  /**
   * A registry that cannot be reached keeps a note of the platform and harms nobody. One that was
   * reached before often still can, though the Secret is gone.
   */
  private boolean released(MoodlePlatform platform, PlatformState state) {
    var open = state instanceof PlatformState.Open;
    try {
      return registries.release(platform.getMetadata().getUid()) || !open;
    } catch (DatabaseException e) {
      if (open) {
        throw e;
      }
      return true;
    }
  }

  /** Removes what was made for it; nothing may be at work any more that makes it. */
  void removeChildren(MoodlePlatform platform) {
    var namespace = platform.getMetadata().getNamespace();
    var name = platform.getMetadata().getName();
    var ours = Labels.ofPlatform(name);
    var ingresses = client.network().v1().ingresses().inNamespace(namespace);
    delete(ingresses.withLabels(ours).withoutLabel(Labels.TENANT_ID).list());
    deleteHttpRoutes(namespace, ours);
    var jobs = client.batch().v1().jobs().inNamespace(namespace).withLabels(ours);
    delete(jobs.withoutLabel(Labels.TENANT_ID).list());
    var configMaps = client.configMaps().inNamespace(namespace).withLabels(ours).list();
    // The main Moodle's web pods mount it, and would not start any more.
    configMaps.getItems().removeIf(it -> it.getMetadata().getName().equals(BootFiles.name(name)));
    delete(configMaps);
    delete(client.services().inNamespace(namespace).withLabels(ours).list());
  }

  /** Where there can be none, or none was ever asked for with the rights for it, there are none. */
  private void deleteHttpRoutes(String namespace, Map<String, String> ours) {
    try {
      delete(
          client
              .resources(HTTPRoute.class)
              .inNamespace(namespace)
              .withLabels(ours)
              .withoutLabel(Labels.TENANT_ID)
              .list());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND
          && e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
    }
  }

  /** One by one and as they were seen, never as a collection: that would be a right of its own. */
  private void delete(KubernetesResourceList<? extends HasMetadata> seen) {
    seen.getItems().forEach(object -> client.resource(object).lockResourceVersion().delete());
  }
}
