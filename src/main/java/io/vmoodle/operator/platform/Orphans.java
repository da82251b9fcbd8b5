package io.vmoodle.operator.platform;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.StaleFence;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.PlatformTenants;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tenants that the ledger has although their VirtualMoodles are gone: they were let go while the
 * ledger could not be reached, or somebody took their finalizers. Their addresses must not be
 * theirs for ever; all that they have outside of the ledger stays.
 */
final class Orphans {
  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

  /** More than a few at once are no accident of single tenants: then nothing is let go. */
  private static final int FEW = 10;

  private static final int FEW_PERCENT = 5;

  private final KubernetesClient client;
  private final PlatformTenants tenants;
  private final InstantSource clock;

  Orphans(KubernetesClient client, PlatformTenants tenants, InstantSource clock) {
    this.client = client;
    this.tenants = tenants;
    this.clock = clock;
  }

  /** Lets go of those of a platform in the ledger. */
  void letGo(OpenPlatform platform) {
    for (var orphan : among(platform.fleet().tenants(), tenants::exists)) {
      if (isGone(orphan)) {
        letGo(platform, orphan);
      }
    }
  }

  /** Those that have no resource; none if they are too many. */
  static List<LedgerTenant> among(Stream<LedgerTenant> fleet, Predicate<ResourceID> exists) {
    var live = fleet.filter(tenant -> tenant.state() != TenantState.RELEASED).toList();
    var orphans = live.stream().filter(tenant -> !exists.test(id(tenant))).toList();
    return orphans.size() > Math.max(FEW, live.size() * FEW_PERCENT / 100) ? List.of() : orphans;
  }

  /** Asks the API server itself: a watch tells late, and may be of some namespaces only. */
  private boolean isGone(LedgerTenant orphan) {
    try {
      return client
              .resources(VirtualMoodle.class)
              .inNamespace(orphan.namespace())
              .withName(orphan.name())
              .get()
          == null;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private void letGo(OpenPlatform platform, LedgerTenant orphan) {
    try {
      platform.fleet().saw(platform.ledger().letGo(orphan, clock.instant()));
      LOG.atWarn()
          .addKeyValue("namespace", orphan.namespace())
          .addKeyValue("name", orphan.name())
          .addKeyValue("database", orphan.database())
          .log("A tenant's VirtualMoodle is gone: its address is free, all else stays as it is");
    } catch (StaleFence e) {
      LOG.atDebug().addKeyValue("tenant", orphan.id()).log("Somebody is at work on the tenant");
    }
  }

  private static ResourceID id(LedgerTenant tenant) {
    return new ResourceID(tenant.name(), tenant.namespace());
  }
}
