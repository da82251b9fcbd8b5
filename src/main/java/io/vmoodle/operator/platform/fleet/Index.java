package io.vmoodle.operator.platform.fleet;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys of a {@link Snapshot} by something else that its values have, so that a question
 * about one tenant does not look at all of them.
 *
 * @param <I> what is looked for
 * @param <K> the snapshot's keys
 * @param <V> the snapshot's values
 */
public final class Index<I, K, V> {
  private final Map<I, Set<K>> keys = new ConcurrentHashMap<>();
  private final Function<V, @Nullable I> attribute;

  /**
   * An index, empty.
   *
   * @param attribute what a value is found by; null for one that is not to be found
   */
  public Index(Function<V, @Nullable I> attribute) {
    this.attribute = attribute;
  }

  /** The keys of all values that have it. */
  Set<K> of(I wanted) {
    return keys.getOrDefault(wanted, Set.of());
  }

  /** A key's value is another now; null for none. */
  void moved(K key, @Nullable V before, @Nullable V now) {
    var left = before == null ? null : attribute.apply(before);
    var entered = now == null ? null : attribute.apply(now);
    if (Objects.equals(left, entered)) {
      return;
    }
    if (left != null) {
      keys.computeIfPresent(
          left,
          (same, there) -> {
            there.remove(key);
            return there.isEmpty() ? null : there;
          });
    }
    if (entered != null) {
      keys.compute(
          entered,
          (same, there) -> {
            var all = there == null ? ConcurrentHashMap.<K>newKeySet() : there;
            all.add(key);
            return all;
          });
    }
  }
}
