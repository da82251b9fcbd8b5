package io.vmoodle.operator.platform.server;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.Instance;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Ledger;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runs of the operator that led a platform before. One of them may only have been stopped, and
 * go on in the middle of a statement: nothing is done on a server before its sessions there have
 * ended. It cannot open new ones, since it leads no more.
 */
public final class EarlierLeaders {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final List<Instance> instances;

  /** Servers, each as one account sees it, on which none of them has a session. */
  private final Set<DatabaseServer> clear =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final Set<String> notEverywhere = ConcurrentHashMap.newKeySet();

  private EarlierLeaders(List<Instance> instances) {
    this.instances = instances;
    instances.forEach(instance -> notEverywhere.add(instance.secret()));
  }

  /** Those of the leaders that are others than this run. */
  public static EarlierLeaders other(Instance self, List<String> leaders) {
    return new EarlierLeaders(
        leaders.stream().map(Instance::new).filter(leader -> !leader.equals(self)).toList());
  }

  /**
   * Ends what they have open on a server; does nothing where that was done.
   *
   * @return false if some of it has not ended yet
   */
  public boolean expel(DatabaseServer server) {
    if (instances.isEmpty() || clear.contains(server)) {
      return true;
    }
    for (var instance : instances) {
      if (!ended(server, instance)) {
        return false;
      }
    }
    clear.add(server);
    return true;
  }

  private static boolean ended(DatabaseServer server, Instance instance) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (server.endSessions(instance) > 0) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** The servers, each broken on which they could not be shut out; forgets them if none is. */
  public List<CheckedServer> expel(Ledger ledger, List<CheckedServer> servers) {
    var checked = servers.stream().map(this::expel).toList();
    if (!notEverywhere.isEmpty() && checked.stream().allMatch(it -> it.server() != null)) {
      ledger.forgetLeaders(List.copyOf(notEverywhere));
      notEverywhere.clear();
    }
    return checked;
  }

  private CheckedServer expel(CheckedServer checked) {
    var server = checked.server();
    try {
      return server == null || expel(server)
          ? checked
          : CheckedServer.broken(checked.name(), stillThere(checked.name()));
    } catch (DatabaseException e) {
      return CheckedServer.broken(checked.name(), DatabaseFindings.of(e));
    }
  }

  /** What to say while sessions of an earlier leader have not gone. */
  public static Finding stillThere(String server) {
    return new Finding(
        Reason.DatabaseUnavailable,
        "The sessions of an earlier operator on server %s have not ended yet. It is tried again by itself."
            .formatted(server));
  }
}
