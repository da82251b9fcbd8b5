package io.vmoodle.operator.tenant;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.DeletionPolicy;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.api.tenant.TenantSpec;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.platform.PlatformFacts;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant is to be.
 *
 * @param tenant namespace and name of its resource
 * @param uid uid of its resource
 * @param namespaceLabels labels of its namespace; null if they are not known
 * @param knownId the id that its status says it has, null where it says none; it can hold something
 *     up and never lets anything happen, since a status is easily lost or made up
 * @param spec what it asks for
 * @param rotation fingerprint of its request for other database credentials, null without one
 * @param platform what its platform says, and how its parts were found
 */
record Wish(
    ResourceID tenant,
    String uid,
    @Nullable Map<String, String> namespaceLabels,
    @Nullable String knownId,
    TenantSpec spec,
    @Nullable String rotation,
    PlatformFacts platform) {

  String namespace() {
    return tenant.getNamespace().orElseThrow();
  }

  String name() {
    return tenant.getName();
  }

  String url() {
    return TenantUrl.of(platform.spec().main().url(), spec.address());
  }

  Origin origin() {
    return spec.source().existing() == null ? Origin.CREATED : Origin.EXISTING;
  }

  /** The release that it should be on: its pin, else the platform's default. */
  String wantedRelease() {
    return spec.release() == null ? platform.spec().defaultRelease() : spec.release();
  }

  boolean paused() {
    return spec.paused() || platform.spec().paused();
  }

  /** How many sessions a login of the tenant may have; empty without its server. */
  Optional<Integer> maxConnections(LedgerTenant tenant) {
    return platform.server(tenant.server()).map(DatabaseServerSpec::maxConnectionsPerTenant);
  }

  /** The deletion policy, as far as the platform allows it: what it does not allow is kept. */
  DeletionPolicy grantedDeletionPolicy() {
    return platform.spec().tenants().deletionPolicies().contains(spec.deletionPolicy())
        ? spec.deletionPolicy()
        : DeletionPolicy.Retain;
  }

  AcceptanceRequest acceptanceRequest() {
    return new AcceptanceRequest(
        namespace(), namespaceLabels, spec, platform.namespace(), platform.spec());
  }
}
