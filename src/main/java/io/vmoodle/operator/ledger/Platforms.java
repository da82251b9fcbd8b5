package io.vmoodle.operator.ledger;

import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Which resource holds which registry, and who leads.
 *
 * <p>All operations end with a {@link io.vmoodle.operator.database.DatabaseException} when the
 * server fails them; then it is unknown whether a change was made, and all may be repeated.
 */
public final class Platforms {
  private final Transactions transactions;
  private final LedgerTables tables;
  private final PlatformTable platforms;
  private final TenantTable tenants;
  private final LeaderTable leaders;

  /**
   * The ledger of a registry, migrated before.
   *
   * @param endpoint the registry's database server
   * @param connections to it
   */
  public Platforms(Endpoint endpoint, ConnectionSource connections) {
    transactions = new Transactions(endpoint, connections);
    tables = new LedgerTables(transactions.dialect());
    platforms = new PlatformTable(tables);
    tenants = new TenantTable(tables);
    leaders = new LeaderTable(tables);
  }

  /**
   * Claims a registry for a platform resource, or finds that it has it already. A resource that was
   * deleted and made anew under its name gets its registry back. The epoch in the answer is for
   * information: only {@link #raiseEpoch} makes a leader.
   *
   * @param takeoverFrom id of the cluster that the registry may be taken from; empty: none
   * @throws PlatformTaken when another resource or another cluster holds the registry
   */
  public LedgerPlatform openPlatform(PlatformKey key, PlatformOwner owner, String takeoverFrom) {
    return transactions.run(
        "open the registry of database " + key.database(),
        connection -> {
          var found = platforms.lock(connection, key);
          return found.isEmpty()
              ? platforms.insert(connection, key, owner)
              : open(connection, found.get(), owner, takeoverFrom);
        });
  }

  private LedgerPlatform open(
      Connection connection, LedgerPlatform found, PlatformOwner owner, String takeoverFrom)
      throws SQLException {
    var holder = found.owner();
    if (holder.equals(owner)) {
      return found;
    }
    LedgerPlatform opened;
    if (holder.isSameResource(owner)) {
      opened = found.ownedBy(owner);
    } else if (holder.equals(PlatformOwner.NOBODY) || isGivenUp(holder, owner, takeoverFrom)) {
      opened = found.nextEpoch(owner);
    } else {
      throw new PlatformTaken(holder);
    }
    platforms.update(connection, opened);
    return opened;
  }

  /** A takeover is from another cluster; within one, the other resource can be asked to let go. */
  private static boolean isGivenUp(PlatformOwner holder, PlatformOwner owner, String takeoverFrom) {
    return holder.clusterId().equals(takeoverFrom) && !holder.clusterId().equals(owner.clusterId());
  }

  /**
   * The platform of this registry as the ledger knows it from another server: the database with its
   * ledger was moved, or restored, or the server lost its identity. Empty when the registry is
   * known under its key, or not at all.
   */
  public Optional<LedgerPlatform> underOtherIdentity(PlatformKey key) {
    return transactions.run(
        "look for the registry of database " + key.database(),
        connection ->
            platforms.lock(connection, key).isPresent()
                ? Optional.empty()
                : platforms.underOtherIdentity(connection, key));
  }

  /** Lets a platform, with all of its tenants, go on under the new identity of its server. */
  public void acceptIdentity(LedgerPlatform platform, String serverIdentity) {
    transactions.run(
        "accept the server of the registry of database " + platform.key().database(),
        connection -> {
          platforms.updateIdentity(connection, platform.id(), serverIdentity);
          return platform;
        });
  }

  /**
   * The runs of the operator that led for a resource and may still have sessions, read without
   * waiting for anybody: one that stopped in the middle of a transaction would let everything else
   * here wait. None as long as there is no ledger, or another resource holds the registry.
   */
  public List<String> leaders(PlatformKey key, PlatformOwner owner) {
    try {
      return transactions.run("list leaders", connection -> leaders.of(connection, key, owner));
    } catch (DatabaseException e) {
      if (e.kind() == DatabaseException.Kind.MISSING) {
        return List.of();
      }
      throw e;
    }
  }

  /**
   * Starts the term of a new leader, once per process and platform: whoever led before gets {@link
   * StaleLeader} from then on. Waits for the transactions that are under way.
   *
   * @param instance the secret of this run of the operator, by which its successor finds what it
   *     has open; noted before it can have opened anything as the leader
   * @throws PlatformTaken when the registry has another owner by now
   */
  public Ledger raiseEpoch(LedgerPlatform platform, String instance) {
    var raised =
        transactions.run(
            "begin to lead platform " + platform.owner().name(),
            connection -> {
              var found = platforms.lock(connection, platform.id());
              var holder = found.map(LedgerPlatform::owner).orElse(PlatformOwner.NOBODY);
              if (found.isEmpty() || !holder.equals(platform.owner())) {
                throw new PlatformTaken(holder);
              }
              var next = found.get().nextEpoch(holder);
              platforms.update(connection, next);
              leaders.add(connection, platform.id(), instance);
              return next;
            });
    return new Ledger(transactions, tables, raised);
  }

  /**
   * Lets go of a registry, so that any platform may have it, and ends the leader's term. Retained
   * tenants stay in the ledger and go with it. A registry that has another owner is left alone.
   *
   * @return false, with nothing changed, while tenants are ACTIVE or DELETING
   */
  public boolean releasePlatform(LedgerPlatform platform) {
    return transactions.run(
        "release the registry of platform " + platform.owner().name(),
        connection -> {
          var found = platforms.lock(connection, platform.id());
          if (found.isEmpty() || !found.get().owner().equals(platform.owner())) {
            return true;
          }
          if (tenants.all(connection, platform.id()).stream()
              .anyMatch(tenant -> tenant.state() != TenantState.RELEASED)) {
            return false;
          }
          platforms.update(connection, found.get().nextEpoch(PlatformOwner.NOBODY));
          return true;
        });
  }

  /** All platforms of the ledger, for diagnosis. */
  public List<LedgerPlatform> platforms() {
    return transactions.run("list platforms", platforms::all);
  }
}
