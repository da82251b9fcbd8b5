package io.vmoodle.operator.tenant.work;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.database.Endpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of tenants at a time work on each database server, no more than its pool
 * has connections. The others do not wait in their threads, which tenants of other servers need:
 * PostgreSQL makes some 25 databases a second, however many ask. They are put down here and looked
 * at again when there is room.
 */
public final class ServerTurns {
  /** Tenants at a time on a server. */
  static final int AT_A_TIME = 8;

  private static final class Server {
    private final SequencedSet<ResourceID> waiting = new LinkedHashSet<>();
    private int working;
  }

  private final Map<Endpoint, Server> servers = new HashMap<>();
  private final Consumer<Collection<ResourceID>> wake;

  /**
   * Turns on all servers.
   *
   * @param wake has tenants looked at again
   */
  public ServerTurns(Consumer<Collection<ResourceID>> wake) {
    this.wake = wake;
  }

  /** What one tenant has during one run of work on it; closed at the run's end. */
  final class Turn implements AutoCloseable {
    private final ResourceID tenant;
    private @Nullable Endpoint server;

    private Turn(ResourceID tenant) {
      this.tenant = tenant;
    }

    /**
     * Asks for a turn.
     *
     * @return false if there is no room; the tenant is looked at again as soon as there is
     */
    boolean on(Endpoint wanted) {
      if (server == null && enter(wanted, tenant)) {
        server = wanted;
      }
      return server != null;
    }

    /** Makes room for others. */
    @Override
    public void close() {
      if (server != null) {
        leave(server);
        server = null;
      }
    }
  }

  /** A turn that the tenant does not have yet. */
  Turn of(ResourceID tenant) {
    return new Turn(tenant);
  }

  private synchronized boolean enter(Endpoint endpoint, ResourceID tenant) {
    var server = servers.computeIfAbsent(endpoint, key -> new Server());
    if (server.working == AT_A_TIME) {
      server.waiting.add(tenant);
      return false;
    }
    server.waiting.remove(tenant);
    server.working++;
    return true;
  }

  private void leave(Endpoint endpoint) {
    wake.accept(next(endpoint));
  }

  /** As many as there is room for: one that was woken and is gone leaves its room to others. */
  private synchronized List<ResourceID> next(Endpoint endpoint) {
    var server = servers.computeIfAbsent(endpoint, key -> new Server());
    server.working--;
    var next = new ArrayList<ResourceID>();
    while (!server.waiting.isEmpty() && next.size() < AT_A_TIME - server.working) {
      next.add(server.waiting.removeFirst());
    }
    return next;
  }
}
