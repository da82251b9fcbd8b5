package io.vmoodle.operator.tenant.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects from an informer, in front of which what was just written or deleted stays until the
 * informer has caught up with it.
 */
public final class WatchedChildren<T extends HasMetadata> implements Children<T> {
  /** By then an informer that works knows; one that does not would hide what others did. */
  private static final Duration LATEST = Duration.ofSeconds(10);

  /** What was done here; the version tells when the informer knows it, too. */
  private record Recent<T>(Optional<T> object, long version, Instant done) {}

  private final Map<ResourceID, Recent<T>> recent = new ConcurrentHashMap<>();
  private final InformerEventSource<T, VirtualMoodle> informer;

  private final InstantSource clock;

  public WatchedChildren(InformerEventSource<T, VirtualMoodle> informer, InstantSource clock) {
    this.informer = informer;
    this.clock = clock;
  }

  @Override
  public Optional<T> find(String namespace, String name) {
    var id = new ResourceID(name, namespace);
    var watched = informer.get(id);
    var done = recent.get(id);
    if (done == null) {
      return watched;
    }
    var caughtUp =
        watched.map(object -> version(object) >= done.version()).orElse(done.object().isEmpty());
    if (caughtUp || clock.instant().isAfter(done.done().plus(LATEST))) {
      recent.remove(id, done);
      return watched;
    }
    return done.object();
  }

  @Override
  public void saw(T object) {
    recent.put(
        ResourceID.fromResource(object),
        new Recent<>(Optional.of(object), version(object), clock.instant()));
  }

  @Override
  public void gone(T object) {
    recent.put(
        ResourceID.fromResource(object),
        new Recent<>(Optional.empty(), version(object) + 1, clock.instant()));
  }

  /** Numbers that grow, as every API server on etcd hands them out. */
  private static long version(HasMetadata object) {
    return Long.parseLong(object.getMetadata().getResourceVersion());
  }
}
