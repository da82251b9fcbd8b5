package io.vmoodle.operator.crash;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Manifests;

/** The resource of a tenant, as a person would write it. */
final class TenantManifest {
  private TenantManifest() {}

  static VirtualMoodle of(String namespace, Tenant tenant) {
    return Serialization.unmarshal(
        """
        apiVersion: vmoodle.io/v1alpha1
        kind: VirtualMoodle
        metadata: {namespace: %s, name: %s}
        spec:
          platformRef: {name: %s}
          address: {%s}
          site: {fullName: Lycée %s, shortName: %s}
          deletionPolicy: %s
          source: %s
        """
            .formatted(
                namespace,
                tenant.name(),
                Manifests.PLATFORM,
                tenant.address(),
                tenant.name(),
                tenant.name(),
                tenant.policy(),
                source(tenant)),
        VirtualMoodle.class);
  }

  private static String source(Tenant tenant) {
    var existing =
        "server: first, database: %1$s, dataDir: /srv/moodledata/%1$s"
            .formatted(tenant.existingDatabase());
    return switch (tenant.source()) {
      case INSTALL -> "{type: Install}";
      case ADOPTED -> "{type: Existing, existing: {%s}}".formatted(existing);
      case EXISTING ->
          "{type: Existing, existing: {%s, credentialsSecretRef: {name: %s}}}"
              .formatted(existing, tenant.ownSecret());
    };
  }
}
