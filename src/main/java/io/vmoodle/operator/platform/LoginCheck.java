package io.vmoodle.operator.platform;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.PlatformTenants;
import io.vmoodle.operator.registry.RegistryRow;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries whether tenants' Moodles can log in with what their rows say: a password that was changed
 * on the server, or a right that was taken, cannot be seen in any other way. A few tenants at each
 * look at a platform, beside it and in bounded time, so that nothing waits for it.
 */
final class LoginCheck {
  private static final Logger LOG = LoggerFactory.getLogger(LoginCheck.class);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** What is remembered of a platform between two looks. */
  private static final class Round {
    final ReentrantLock turn = new ReentrantLock();
    final Set<String> refused = new HashSet<>();
    String last = "";
    volatile long due;

    Round(long due) {
      this.due = due;
    }
  }

  private final Map<ResourceID, Round> rounds = new ConcurrentHashMap<>();
  private final PlatformTenants tenants;
  private final long interval;

  /**
   * Has tenants looked at whose login was found wrong, or right again.
   *
   * @param interval from one turn to the next, at least, however often a platform is looked at
   */
  LoginCheck(PlatformTenants tenants, Duration interval) {
    this.tenants = tenants;
    this.interval = interval.toNanos();
  }

  /** The platform was looked at: after a start, everything else comes first. */
  void look(ResourceID platform, OpenPlatform open) {
    // Half of the interval: looks come early, too, and their turn should not fall out.
    var known =
        rounds.computeIfAbsent(platform, unseen -> new Round(System.nanoTime() + interval / 2));
    if (System.nanoTime() - known.due >= 0) {
      known.due = System.nanoTime() + interval / 2;
      Thread.ofVirtual().name("login-check").start(() -> tryTurn(known, open));
    }
  }

  void forget(ResourceID platform) {
    rounds.remove(platform);
  }

  private void tryTurn(Round round, OpenPlatform open) {
    if (!round.turn.tryLock()) {
      return;
    }
    try {
      turn(round, open);
    } catch (DatabaseException e) {
      LOG.atDebug().addKeyValue("why", e.getMessage()).log("Logins could not be tried");
    } finally {
      round.turn.unlock();
    }
  }

  private void turn(Round round, OpenPlatform open) {
    var end = System.nanoTime() + LONGEST.toNanos();
    for (var tenant : LoginRota.next(open.fleet().tenants(), round.refused, round.last)) {
      if (System.nanoTime() > end) {
        return;
      }
      if (!round.refused.contains(tenant.id())) {
        round.last = tenant.id();
      }
      row(open, tenant).ifPresent(row -> judge(round, open, tenant, row));
    }
  }

  private void judge(Round round, OpenPlatform open, LedgerTenant tenant, RegistryRow row) {
    var server = open.server(tenant.server());
    if (server.isEmpty() || row.vdbpass().isEmpty()) {
      return;
    }
    var letIn =
        server.get().canLogin(tenant.database(), new Credentials(row.vdblogin(), row.vdbpass()));
    if (!row(open, tenant).equals(Optional.of(row))) {
      // It was changed meanwhile, and so was the login.
      return;
    }
    if (!letIn && !server.get().exists(tenant.database())) {
      // That nobody is let into what is lost says nothing of the login.
      return;
    }
    var changed = letIn ? round.refused.remove(tenant.id()) : round.refused.add(tenant.id());
    if (changed) {
      var key = new ResourceID(tenant.name(), tenant.namespace());
      open.fleet().setRefused(key, !letIn);
      tenants.trigger(Set.of(key));
      LOG.atInfo()
          .addKeyValue("tenant", tenant.namespace() + "/" + tenant.name())
          .addKeyValue("letIn", letIn)
          .log("A tenant's login was tried");
    }
  }

  private static Optional<RegistryRow> row(OpenPlatform open, LedgerTenant tenant) {
    var id = tenant.registryId();
    return id == null ? Optional.empty() : open.fleet().row(id);
  }
}
