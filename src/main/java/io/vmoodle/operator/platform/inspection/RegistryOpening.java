package io.vmoodle.operator.platform.inspection;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.DatabaseServer;
import io.vmoodle.operator.database.Dialect;
import io.vmoodle.operator.database.Instance;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTooNew;
import io.vmoodle.operator.ledger.Migrations;
import io.vmoodle.operator.ledger.PlatformKey;
import io.vmoodle.operator.ledger.PlatformOwner;
import io.vmoodle.operator.ledger.PlatformTaken;
import io.vmoodle.operator.ledger.Platforms;
import io.vmoodle.operator.platform.fleet.Fleet;
import io.vmoodle.operator.platform.fleet.PlatformSession;
import io.vmoodle.operator.platform.fleet.RegistryConnections;
import io.vmoodle.operator.platform.server.CheckedServer;
import io.vmoodle.operator.platform.server.DatabaseFindings;
import io.vmoodle.operator.platform.server.EarlierLeaders;
import io.vmoodle.operator.platform.server.IdentityVerdict;
import io.vmoodle.operator.platform.server.ServerIdentities;
import io.vmoodle.operator.registry.Registry;
import io.vmoodle.operator.registry.RegistryTableMissing;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens a platform's registry and the ledger next to it, and keeps the session. This process's term
 * as the leader of a platform begins when its session does.
 */
public final class RegistryOpening {
  /** Either a session or why there is none. */
  sealed interface Result {
    record Opened(PlatformSession session) implements Result {}

    record Refused(Finding why) implements Result {}
  }

  private final Map<String, PlatformSession> sessions = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final Instance instance;

  /** An opening for this run of the operator, which has no session yet. */
  public RegistryOpening(InstantSource clock, Instance instance) {
    this.clock = clock;
    this.instance = instance;
  }

  /**
   * Opens, or goes on with what is open.
   *
   * @param clusterId tells this cluster from others that might know the registry
   * @param checked the registry's server, reached with the registry's credentials
   */
  Result open(MoodlePlatform platform, String clusterId, CheckedServer checked) {
    var problem = checked.problem();
    if (problem != null) {
      return new Result.Refused(
          new Finding(
              problem.reason() == Reason.IdentityChanged
                  ? Reason.IdentityChanged
                  : Reason.RegistryUnavailable,
              "The registry's server %s cannot be used: %s"
                  .formatted(checked.name(), problem.message())));
    }
    var server = requireNonNull(checked.server());
    try {
      return session(platform, clusterId, server, requireNonNull(checked.facts()).identity());
    } catch (PlatformTaken e) {
      return new Result.Refused(taken(e.owner(), clusterId));
    } catch (LedgerTooNew e) {
      return new Result.Refused(
          new Finding(
              Reason.LedgerUnavailable, e.getMessage() + ". Run the newer operator again."));
    } catch (RegistryTableMissing e) {
      return new Result.Refused(new Finding(Reason.RegistryTableMissing, e.getMessage() + "."));
    } catch (DatabaseException e) {
      return new Result.Refused(unavailable(DatabaseFindings.of(e)));
    } catch (SQLException e) {
      return new Result.Refused(
          unavailable(
              DatabaseFindings.of(
                  DatabaseException.of(server.endpoint(), "look at the registry", e))));
    }
  }

  private Result session(
      MoodlePlatform platform, String clusterId, DatabaseServer server, String identity)
      throws SQLException {
    var metadata = platform.getMetadata();
    var spec = platform.getSpec().registry();
    var key = new PlatformKey(identity, spec.database(), spec.tablePrefix());
    var known = sessions.get(metadata.getUid());
    if (known != null && known.key().equals(key)) {
      known.connections().use(server);
      return new Result.Opened(known);
    }
    var dialect = Dialect.of(server.endpoint().engine());
    var connections = new RegistryConnections(server, spec.database());
    var registry = new Registry(dialect, spec.database(), spec.tablePrefix(), clock);
    try (var connection = connections.open()) {
      // Refuses a wrong database before anything of ours is made in it.
      registry.find(connection, 0);
    }
    var platforms = new Platforms(connections.endpoint(), connections);
    var owner =
        new PlatformOwner(
            clusterId, metadata.getNamespace(), metadata.getName(), metadata.getUid());
    // One that stopped in the middle of a transaction would keep its locks.
    if (!EarlierLeaders.other(instance, platforms.leaders(key, owner)).expel(server)) {
      return new Result.Refused(unavailable(EarlierLeaders.stillThere(spec.server())));
    }
    new Migrations(connections.endpoint(), connections, identity).migrate();
    var moved = platforms.underOtherIdentity(key);
    if (moved.isPresent()) {
      var verdict =
          IdentityVerdict.of(
              spec.server(),
              identity,
              moved.get().key().serverIdentity(),
              ServerIdentities.accepted(platform.getSpec(), spec.server()));
      if (verdict instanceof IdentityVerdict.Changed(String before, Finding why)) {
        return new Result.Refused(why);
      }
      platforms.acceptIdentity(moved.get(), identity);
    }
    var takeoverFrom = Objects.requireNonNullElse(spec.takeoverFrom(), "");
    var ledger =
        platforms.raiseEpoch(platforms.openPlatform(key, owner, takeoverFrom), instance.secret());
    var earlier = EarlierLeaders.other(instance, ledger.leaders());
    if (!earlier.expel(server)) {
      return new Result.Refused(unavailable(EarlierLeaders.stillThere(spec.server())));
    }
    var session = new PlatformSession(key, connections, ledger, registry, new Fleet(), earlier);
    sessions.put(metadata.getUid(), session);
    return new Result.Opened(session);
  }

  /**
   * Gives the registry of a platform back.
   *
   * @return false, with nothing changed, while the ledger has tenants that are not retained
   */
  public boolean release(String platformUid) {
    var session = sessions.get(platformUid);
    if (session == null) {
      return true;
    }
    var connections = session.connections();
    if (!new Platforms(connections.endpoint(), connections)
        .releasePlatform(session.ledger().platform())) {
      return false;
    }
    sessions.remove(platformUid);
    return true;
  }

  private static Finding unavailable(Finding finding) {
    return new Finding(Reason.RegistryUnavailable, finding.message());
  }

  private static Finding taken(PlatformOwner owner, String clusterId) {
    return owner.clusterId().equals(clusterId)
        ? new Finding(
            Reason.RegistryClaimed,
            "MoodlePlatform %s/%s has this registry. Give this platform a registry of its own, or delete one of the two."
                .formatted(owner.namespace(), owner.name()))
        : new Finding(
            Reason.OwnedByAnotherCluster,
            "The operator of another cluster (%s) has this registry, for MoodlePlatform %s/%s. Delete that platform there first. If that cluster is gone for good, set registry.takeoverFrom to %s: the registry and its tenants are this cluster's from then on, and the other operator is shut out. If this cluster is a copy of that one, give it a registry of its own."
                .formatted(owner.clusterId(), owner.namespace(), owner.name(), owner.clusterId()));
  }
}
