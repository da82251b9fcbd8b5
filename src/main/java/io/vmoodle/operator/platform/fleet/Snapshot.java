package io.vmoodle.operator.platform.fleet;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was last seen of many things outside, read as a whole from time to time and kept right in
 * between by whoever changes one of them.
 *
 * <p>A whole reading takes a while. What is changed here after it began is newer than what it
 * brings, so that such entries survive {@link #replace}.
 *
 * @param <K> what a thing is known by
 * @param <V> what was seen of it; compared by equals
 */
public final class Snapshot<K, V> {
  /** A null value says that the thing was seen to be gone. */
  private record Seen<V>(@Nullable V value, long at) {}

  private final Map<K, Seen<V>> entries = new ConcurrentHashMap<>();
  private final AtomicLong clock = new AtomicLong();
  private final List<Index<?, K, V>> indexes;

  /** A snapshot of nothing yet. */
  public Snapshot() {
    this(List.of());
  }

  /** A snapshot of nothing yet, that keeps these indexes right. */
  public Snapshot(List<? extends Index<?, K, V>> indexes) {
    this.indexes = List.copyOf(indexes);
  }

  Optional<V> get(K key) {
    var seen = entries.get(key);
    return seen == null ? Optional.empty() : Optional.ofNullable(seen.value());
  }

  void put(K key, V value) {
    set(key, value);
  }

  void remove(K key) {
    set(key, null);
  }

  private void set(K key, @Nullable V value) {
    entries.compute(
        key,
        (same, seen) -> {
          moved(key, seen, value);
          return new Seen<>(value, clock.incrementAndGet());
        });
  }

  private void moved(K key, @Nullable Seen<V> seen, @Nullable V now) {
    var before = seen == null ? null : seen.value();
    indexes.forEach(index -> index.moved(key, before, now));
  }

  /** To be called before a whole reading begins; the result is given to {@link #replace}. */
  long begin() {
    return clock.incrementAndGet();
  }

  /**
   * Takes in a whole reading.
   *
   * @param reading everything that was there
   * @param begun from {@link #begin}
   * @return the keys whose value is another now
   */
  Set<K> replace(Map<K, V> reading, long begun) {
    var changed = new HashSet<K>();
    for (var key : entries.keySet()) {
      if (!reading.containsKey(key)) {
        entries.computeIfPresent(
            key,
            (same, seen) -> {
              if (seen.at() >= begun) {
                return seen;
              }
              if (seen.value() != null) {
                changed.add(key);
              }
              moved(key, seen, null);
              return null;
            });
      }
    }
    reading.forEach(
        (key, value) ->
            entries.compute(
                key,
                (same, seen) -> {
                  if (seen != null && seen.at() > begun) {
                    return seen;
                  }
                  if (seen == null || !Objects.equals(seen.value(), value)) {
                    changed.add(key);
                  }
                  moved(key, seen, value);
                  return new Seen<>(value, begun);
                }));
    return changed;
  }

  /** Everything that is there. */
  Stream<V> values() {
    return entries.values().stream().flatMap(seen -> Stream.ofNullable(seen.value()));
  }
}
