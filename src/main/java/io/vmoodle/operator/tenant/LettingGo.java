package io.vmoodle.operator.tenant;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.kube.UnreadableSpec;
import io.vmoodle.operator.ledger.StaleFence;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.PlatformDirectory;
import io.vmoodle.operator.platform.state.PlatformState;
import io.vmoodle.operator.tenant.facts.HomePlatform;
import io.vmoodle.operator.tenant.status.Announcements;
import io.vmoodle.operator.tenant.status.TenantStatuses;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a tenant's resource and leaves everything that it stands for. */
final class LettingGo {
  private static final Logger LOG = LoggerFactory.getLogger(LettingGo.class);

  private final PlatformDirectory directory;
  private final Announcements announcements;
  private final InstantSource clock;

  LettingGo(PlatformDirectory directory, Announcements announcements, InstantSource clock) {
    this.directory = directory;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** Says so, and tells the ledger; where that cannot be now, its platform finds it out later. */
  void of(VirtualMoodle tenant, String why) {
    var platform = platform(tenant);
    if (TenantStatuses.current(tenant).tenantId() != null) {
      announcements.letGo(
          tenant,
          why,
          platform
              .flatMap(it -> it.fleet().tenant(ResourceID.fromResource(tenant)))
              .filter(known -> known.uid().equals(tenant.getMetadata().getUid()))
              .orElse(null));
    }
    platform.ifPresent(it -> tellLedger(tenant, it));
  }

  private Optional<OpenPlatform> platform(VirtualMoodle tenant) {
    return !UnreadableSpec.is(tenant)
            && directory.state(HomePlatform.of(tenant)) instanceof PlatformState.Open(var platform)
        ? Optional.of(platform)
        : Optional.empty();
  }

  private void tellLedger(VirtualMoodle tenant, OpenPlatform platform) {
    var metadata = tenant.getMetadata();
    try {
      platform
          .ledger()
          .find(metadata.getNamespace(), metadata.getName())
          .filter(known -> known.uid().equals(metadata.getUid()))
          .map(known -> platform.ledger().letGo(known, clock.instant()))
          .ifPresent(platform.fleet()::saw);
    } catch (DatabaseException | StaleFence e) {
      LOG.atDebug().setCause(e).log("The ledger could not be told of a tenant that was let go");
    }
  }
}
