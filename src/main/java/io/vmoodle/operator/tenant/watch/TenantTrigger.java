package io.vmoodle.operator.tenant.watch;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.UnreadableSpec;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.fleet.Fleet;
import io.vmoodle.operator.platform.state.PlatformTenants;
import io.vmoodle.operator.platform.state.TenantResource;
import io.vmoodle.operator.tenant.facts.HomePlatform;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Has tenants looked at for what no watch tells: a row that changed, a server that came back. */
public final class TenantTrigger extends AbstractEventSource<Void, VirtualMoodle>
    implements PlatformTenants, DeletionQueue {
  private static final String BY_PLATFORM = "tenants-by-platform";
  private static final String BY_NAMESPACE = "tenants-by-namespace";

  private static final Comparator<VirtualMoodle> FIRST_COME =
      Comparator.comparing((VirtualMoodle it) -> it.getMetadata().getDeletionTimestamp())
          .thenComparing(it -> it.getMetadata().getUid());

  private volatile @Nullable IndexerResourceCache<VirtualMoodle> tenants;

  /** A trigger; it works as soon as the reconciler of tenants has started. */
  public TenantTrigger() {
    super(Void.class, "platform-trigger");
  }

  void index(IndexerResourceCache<VirtualMoodle> cache) {
    cache.addIndexer(
        BY_PLATFORM,
        tenant ->
            UnreadableSpec.is(tenant) ? List.of() : List.of(HomePlatform.of(tenant).toString()));
    cache.addIndexer(BY_NAMESPACE, tenant -> List.of(tenant.getMetadata().getNamespace()));
    tenants = cache;
  }

  @Override
  public Set<Void> getSecondaryResources(VirtualMoodle tenant) {
    return Set.of();
  }

  @Override
  public void trigger(Collection<ResourceID> changed) {
    if (isRunning()) {
      // The framework notes in the thread's log context whom an event is for, and leaves nothing
      // there; whoever calls may be at work on a tenant, and go on logging.
      var context = MDC.getCopyOfContextMap();
      changed.forEach(tenant -> getEventHandler().handleEvent(new Event(tenant)));
      MDC.setContextMap(context == null ? Map.of() : context);
    }
  }

  @Override
  public void triggerAllOf(ResourceID platform) {
    trigger(keys(BY_PLATFORM, platform.toString()));
  }

  @Override
  public boolean exists(ResourceID tenant) {
    var cache = tenants;
    return cache == null || cache.get(tenant).isPresent();
  }

  @Override
  public Optional<Map<ResourceID, TenantResource>> resources(ResourceID platform) {
    var cache = tenants;
    // It runs once the resources were read: the framework starts that source before all others.
    return cache == null || !isRunning()
        ? Optional.empty()
        : Optional.of(
            cache.byIndex(BY_PLATFORM, platform.toString()).stream()
                .collect(Collectors.toMap(ResourceID::fromResource, TenantResource::of)));
  }

  @Override
  public boolean existFor(ResourceID platform) {
    return !keys(BY_PLATFORM, platform.toString()).isEmpty();
  }

  @Override
  public int before(VirtualMoodle tenant, Fleet fleet) {
    var cache = tenants;
    if (cache == null) {
      return 0;
    }
    var platform = HomePlatform.of(tenant).toString();
    return (int)
        cache.byIndex(BY_PLATFORM, platform).stream()
            .filter(other -> other.isMarkedForDeletion() && !other.getSpec().paused())
            .filter(other -> FIRST_COME.compare(other, tenant) < 0)
            .filter(
                other ->
                    fleet
                        .tenant(ResourceID.fromResource(other))
                        .filter(known -> known.state() == TenantState.ACTIVE)
                        .isPresent())
            .count();
  }

  /** The tenants of a namespace. */
  Set<ResourceID> in(String namespace) {
    return keys(BY_NAMESPACE, namespace);
  }

  private Set<ResourceID> keys(String index, String value) {
    var cache = tenants;
    return cache == null
        ? Set.of()
        : cache.byIndex(index, value).stream()
            .map(ResourceID::fromResource)
            .collect(Collectors.toSet());
  }
}
