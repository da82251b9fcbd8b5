package io.vmoodle.operator.platform.rollout;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many tenants without a pin are where. */
record Counts(Map<Standing, Integer> tenants) {
  /** Copies the map. */
  Counts {
    tenants = Collections.unmodifiableMap(new EnumMap<>(tenants));
  }

  static Counts of(List<Placed> followers) {
    var counts = new EnumMap<Standing, Integer>(Standing.class);
    for (var standing : Standing.values()) {
      counts.put(standing, 0);
    }
    followers.forEach(it -> counts.merge(it.standing(), 1, Integer::sum));
    return new Counts(counts);
  }

  int of(Standing standing) {
    return tenants.getOrDefault(standing, 0);
  }

  int total() {
    return tenants.values().stream().mapToInt(Integer::intValue).sum();
  }
}
