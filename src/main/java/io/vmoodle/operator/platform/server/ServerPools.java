package io.vmoodle.operator.platform.server;

import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.database.Instance;
import io.vmoodle.operator.database.Tenure;
import io.vmoodle.operator.database.Tls;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The connection pools of this process, one a server and account, shared by all platforms. A pool
 * that nobody asked for a while (its password was changed, its platform is gone) is closed.
 */
public final class ServerPools implements AutoCloseable {
  private static final Duration UNUSED = Duration.ofMinutes(10);

  private record Key(Endpoint endpoint, Credentials credentials, Tls tls) {}

  private record Pool(DatabaseServer server, Instant asked) {}

  private final Map<Key, Pool> pools = new HashMap<>();
  private final InstantSource clock;
  private final Tenure tenure;

  /**
   * Pools.
   *
   * @param clock tells their age
   * @param tenure in whose name connections are opened, and how long
   */
  public ServerPools(InstantSource clock, Tenure tenure) {
    this.clock = clock;
    this.tenure = tenure;
  }

  /** This run of the operator, as its sessions are marked. */
  public Instance instance() {
    return tenure.instance();
  }

  synchronized DatabaseServer of(Endpoint endpoint, Credentials credentials, Tls tls) {
    var now = clock.instant();
    var pool =
        pools.compute(
            new Key(endpoint, credentials, tls),
            (key, known) ->
                new Pool(
                    known == null
                        ? DatabaseServer.at(key.endpoint(), key.credentials(), key.tls(), tenure)
                        : known.server(),
                    now));
    pools
        .values()
        .removeIf(
            other -> {
              var stale = other.asked().isBefore(now.minus(UNUSED));
              if (stale) {
                other.server().close();
              }
              return stale;
            });
    return pool.server();
  }

  @Override
  public synchronized void close() {
    pools.values().forEach(pool -> pool.server().close());
    pools.clear();
  }
}
