package io.vmoodle.operator.platform;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.ledger.TenantState;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes a platform away. It waits for its tenants; retained data stays in the ledger, so that a
 * platform on the same registry finds it.
 */
final class PlatformRemoval {
  /** As many as a message can name and still be read. */
  private static final int MOST_NAMES = 20;

  private final KubernetesClient client;
  private final RegistryOpening registries;
  private final PlatformTenants tenants;

  PlatformRemoval(KubernetesClient client, RegistryOpening registries, PlatformTenants tenants) {
    this.client = client;
    this.registries = registries;
    this.tenants = tenants;
  }

  /** Removes what there is, or tells what it waits for. */
  Optional<Finding> remove(MoodlePlatform platform, PlatformState state) {
    if (tenants.existFor(ResourceID.fromResource(platform))) {
      return Optional.of(
          new Finding(
              Reason.TenantsExist,
              "The platform still has tenants. Delete the VirtualMoodles that name it in platformRef first."));
    }
    if (!released(platform, state)) {
      return Optional.of(
          new Finding(
              Reason.TenantsExist,
              "The ledger still has tenants whose VirtualMoodles are gone: %s. To end each, apply it again and delete it."
                  .formatted(left(state))));
    }
    removeChildren(platform);
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

  /** A registry that cannot be reached keeps a note of the platform and harms nobody. */
  private boolean released(MoodlePlatform platform, PlatformState state) {
    return !(state instanceof PlatformState.Open)
        || registries.release(platform.getMetadata().getUid());
  }

  private void removeChildren(MoodlePlatform platform) {
    var namespace = platform.getMetadata().getNamespace();
    var name = platform.getMetadata().getName();
    var ours = Labels.ofPlatform(name);
    var ingresses = client.network().v1().ingresses().inNamespace(namespace);
    delete(ingresses.withLabels(ours).withoutLabel(Labels.TENANT_ID).list());
    deleteHttpRoutes(namespace, ours);
    delete(client.configMaps().inNamespace(namespace).withLabels(ours).list());
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
