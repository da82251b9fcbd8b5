package io.vmoodle.operator.platform.state;

import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.ledger.Ledger;
import io.vmoodle.operator.platform.fleet.Fleet;
import io.vmoodle.operator.platform.server.ServerHealth;
import io.vmoodle.operator.registry.Registry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A platform that can be worked with.
 *
 * @param facts what decisions need to know of it
 * @param ledger its ledger, in this process's term
 * @param registry its registry
 * @param fleet all of its tenants as last seen
 * @param servers the database servers that are ready, by name
 * @param rollouts which tenants come to another release
 */
public record OpenPlatform(
    PlatformFacts facts,
    Ledger ledger,
    Registry registry,
    Fleet fleet,
    Map<String, DatabaseServer> servers,
    Rollouts rollouts) {

  /** Copies the map. */
  public OpenPlatform {
    servers = Map.copyOf(servers);
  }

  /** A database server, if it is ready. */
  public Optional<DatabaseServer> server(String name) {
    return Optional.ofNullable(servers.get(name)).filter(it -> fleet.on(name).trouble() == null);
  }

  /** The facts, with what became known or was decided since the platform was looked at. */
  public PlatformFacts factsNow() {
    var health = new HashMap<>(facts.servers());
    health.replaceAll(
        (name, seen) -> {
          var trouble = fleet.on(name).trouble();
          return trouble == null || !seen.ready() ? seen : new ServerHealth(trouble);
        });
    return facts.with(health, rollouts.plan());
  }
}
