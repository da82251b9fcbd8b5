package io.vmoodle.operator.tenant;

import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.PlatformFacts;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** On which database server a new tenant is put. */
final class ServerChoice {
  private ServerChoice() {}

  /**
   * The server that the tenant names, if it takes tenants; else, of those that take tenants, the
   * one with the fewest, so that a platform without limits fills evenly.
   *
   * @param named by the tenant's placement, null where it does not care
   * @param tenants all that the ledger knows; retained data takes room, too
   * @return empty where no server takes it
   */
  static Optional<DatabaseServerSpec> choose(
      PlatformFacts platform, @Nullable String named, Collection<LedgerTenant> tenants) {
    Map<String, Long> load =
        tenants.stream()
            .map(LedgerTenant::server)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return platform.spec().databaseServers().stream()
        .filter(server -> named == null || named.equals(server.name()))
        .filter(server -> takesTenants(platform, server, load.getOrDefault(server.name(), 0L)))
        .min(Comparator.comparing(server -> load.getOrDefault(server.name(), 0L)));
  }

  private static boolean takesTenants(
      PlatformFacts platform, DatabaseServerSpec server, long tenants) {
    var health = platform.servers().get(server.name());
    return server.accepting()
        && health != null
        && health.ready()
        && (server.maxTenants() == null || tenants < server.maxTenants());
  }
}
