package io.vmoodle.operator;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the operator runs.
 *
 * @param namespaces the namespaces whose platforms and tenants it manages; empty: all
 * @param resync within how long what was changed by hand is found and mended: how often a platform
 *     is looked at, with all of its tenants' rows, databases and Services
 * @param threads how many resources of a kind are worked on at a time
 * @param leaseNamespace namespace of the lease that makes one of several operators the leader;
 *     null: no leader election, for a single operator
 * @param routeChangesPerMinute how many tenants' routes are changed a minute for what platform or
 *     operator changed, at least 1
 */
public record OperatorConfig(
    Set<String> namespaces,
    Duration resync,
    int threads,
    @Nullable String leaseNamespace,
    int routeChangesPerMinute) {
  /** All namespaces, a look every 30 seconds, 32 at a time, no leader election. */
  public static final OperatorConfig DEFAULT =
      new OperatorConfig(Set.of(), Duration.ofSeconds(30), 32, null);

  private static final int ROUTE_CHANGES = 300;

  /** With the default limits. */
  public OperatorConfig(
      Set<String> namespaces, Duration resync, int threads, @Nullable String leaseNamespace) {
    this(namespaces, resync, threads, leaseNamespace, ROUTE_CHANGES);
  }

  /** Copies the set. */
  public OperatorConfig {
    namespaces = Set.copyOf(namespaces);
  }
}
