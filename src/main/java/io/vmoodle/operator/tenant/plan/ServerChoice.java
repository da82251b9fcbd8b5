package io.vmoodle.operator.tenant.plan;

import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.platform.state.PlatformFacts;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** On which database server a new tenant is put. */
public final class ServerChoice {
  private ServerChoice() {}

  /**
   * The server that the tenant names, if it takes tenants; else, of those that take tenants, the
   * one with the fewest, so that a platform without limits fills evenly.
   *
   * @param named by the tenant's placement, null where it does not care
   * @param load how many tenants a server has; retained data takes room, too
   * @return empty where no server takes it
   */
  public static Optional<DatabaseServerSpec> choose(
      PlatformFacts platform, @Nullable String named, ToIntFunction<String> load) {
    return platform.spec().databaseServers().stream()
        .filter(server -> named == null || named.equals(server.name()))
        .filter(server -> takesTenants(platform, server, load.applyAsInt(server.name())))
        .min(Comparator.comparingInt(server -> load.applyAsInt(server.name())));
  }

  private static boolean takesTenants(
      PlatformFacts platform, DatabaseServerSpec server, int tenants) {
    var health = platform.servers().get(server.name());
    return server.accepting()
        && health != null
        && health.ready()
        && (server.maxTenants() == null || tenants < server.maxTenants());
  }
}
