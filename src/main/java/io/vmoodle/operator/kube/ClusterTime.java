package io.vmoodle.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What time it is at least by the clock of the API server: the latest time that it put on an object
 * which was seen here, and what has passed since. For how old an object is, since this machine's
 * clock may be hours from the API server's, or be set.
 *
 * <p>After a start it is behind until something new is seen: things then seem younger than they
 * are, never older.
 */
public final class ClusterTime {
  private final InstantSource steady;
  private final AtomicReference<@Nullable Duration> ahead = new AtomicReference<>();

  /**
   * Nothing was seen yet.
   *
   * @param steady goes on and never jumps, from any beginning
   */
  public ClusterTime(InstantSource steady) {
    this.steady = steady;
  }

  /** Takes note of when the API server says that these were made. */
  public void saw(Collection<? extends HasMetadata> objects) {
    for (var object : objects) {
      var made = object.getMetadata().getCreationTimestamp();
      if (made != null) {
        var offset = Duration.between(steady.instant(), Instant.parse(made));
        ahead.accumulateAndGet(offset, ClusterTime::later);
      }
    }
  }

  /** The time at least; long ago as long as nothing was seen. */
  public Instant now() {
    var offset = ahead.get();
    return offset == null ? Instant.EPOCH : steady.instant().plus(offset);
  }

  private static @Nullable Duration later(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Collections.max(List.of(one, other));
  }
}
