package io.vmoodle.operator.tenant;

import static java.util.Objects.requireNonNullElse;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.kube.SecretReader;
import io.vmoodle.operator.kube.SecretValues;
import io.vmoodle.operator.kube.UnreadableSpec;
import io.vmoodle.operator.tenant.watch.TenantEventSources;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that a tenant's deletion will never be done, because what it needs goes along with its
 * platform: a namespace that is being deleted loses its Secrets, with the servers' accounts, at
 * once and takes no others.
 */
final class LostHome {
  private final TenantEventSources sources;
  private final SecretReader secrets;

  LostHome(TenantEventSources sources, SecretReader secrets) {
    this.sources = sources;
    this.secrets = secrets;
  }

  /** Whether the platform's whole namespace goes. */
  Optional<String> namespaceGoes(ResourceID platform) {
    var namespace = platform.getNamespace().orElse("");
    return sources
        .goingNamespace(namespace)
        .map(going -> "namespace %s of its platform is being deleted".formatted(namespace));
  }

  /**
   * Whether the platform is being deleted and lost the account of a server.
   *
   * @param server its name; null: of the registry's server
   */
  Optional<String> accountGone(ResourceID id, @Nullable String server) {
    return sources
        .platform(id)
        .filter(platform -> platform.isMarkedForDeletion() && !UnreadableSpec.is(platform))
        .flatMap(platform -> secret(platform, server))
        .filter(secret -> isMissing(id.getNamespace().orElse(""), secret))
        .map(
            secret ->
                "its platform is being deleted, and Secret %s with the account for the server is gone"
                    .formatted(secret));
  }

  private boolean isMissing(String namespace, String secret) {
    return secrets.read(namespace, secret, "username", "password") instanceof SecretValues.Missing;
  }

  private static Optional<String> secret(MoodlePlatform platform, @Nullable String server) {
    var registry = platform.getSpec().registry();
    if (server == null && registry.credentialsSecretRef() != null) {
      return Optional.of(registry.credentialsSecretRef().name());
    }
    var wanted = requireNonNullElse(server, registry.server());
    return platform.getSpec().databaseServers().stream()
        .filter(it -> it.name().equals(wanted))
        .findFirst()
        .map(DatabaseServerSpec::admin)
        .map(admin -> admin.credentialsSecretRef().name());
  }
}
