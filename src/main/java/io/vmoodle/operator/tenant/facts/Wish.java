package io.vmoodle.operator.tenant.facts;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.DeletionPolicy;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.api.tenant.TenantSpec;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.platform.state.PlatformFacts;
import io.vmoodle.operator.tenant.acceptance.AcceptanceRequest;
import io.vmoodle.operator.tenant.acceptance.TenantUrl;
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
 * @param servedBy the release that its status says it was served by; null where it says none. All
 *     that it saves is to ask the login page once more
 * @param spec what it asks for
 * @param rotation fingerprint of its request for other database credentials, null without one
 * @param platform what its platform says, and how its parts were found
 */
public record Wish(
    ResourceID tenant,
    String uid,
    @Nullable Map<String, String> namespaceLabels,
    @Nullable String knownId,
    @Nullable String servedBy,
    TenantSpec spec,
    @Nullable String rotation,
    PlatformFacts platform) {

  /** Namespace of the VirtualMoodle. */
  public String namespace() {
    return tenant.getNamespace().orElseThrow();
  }

  /** Name of the VirtualMoodle. */
  public String name() {
    return tenant.getName();
  }

  /** The URL that its address makes on this platform. */
  public String url() {
    return TenantUrl.of(platform.spec().main().url(), spec.address());
  }

  /**
   * Whether it asks for what the ledger has: the same address, and the same source. Of an existing
   * Moodle that is its database, too, which may have been moved since.
   */
  public boolean isFor(LedgerTenant tenant) {
    var existing = spec.source().existing();
    return tenant.url().equals(url())
        && tenant.origin() == origin()
        && (existing == null
            || (tenant.server().equals(existing.server())
                && tenant.database().equals(existing.database())
                && tenant.dataDir().equals(existing.dataDir())));
  }

  /** Who makes its database: the operator, or somebody before it. */
  public Origin origin() {
    return spec.source().existing() == null ? Origin.CREATED : Origin.EXISTING;
  }

  /** The release that it should be on: its pin, else the platform's default. */
  public String wantedRelease() {
    return spec.release() == null ? platform.spec().defaultRelease() : spec.release();
  }

  /** Whether tenant or platform are paused. */
  public boolean paused() {
    return spec.paused() || platform.spec().paused();
  }

  /** How many sessions a login of the tenant may have; empty without its server. */
  public Optional<Integer> maxConnections(LedgerTenant tenant) {
    return platform.server(tenant.server()).map(DatabaseServerSpec::maxConnectionsPerTenant);
  }

  /** The deletion policy, as far as the platform allows it: what it does not allow is kept. */
  public DeletionPolicy grantedDeletionPolicy() {
    return platform.spec().tenants().deletionPolicies().contains(spec.deletionPolicy())
        ? spec.deletionPolicy()
        : DeletionPolicy.Retain;
  }

  /** What the platform has to allow. */
  public AcceptanceRequest acceptanceRequest() {
    return new AcceptanceRequest(
        namespace(), namespaceLabels, spec, platform.namespace(), platform.spec());
  }
}
