package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The ledger of one platform in the term of one leader. Made by {@link Platforms#raiseEpoch}; safe
 * for use by many threads.
 *
 * <p>Every operation is one transaction. Each that writes first compares the leader's epoch, and
 * the fence of a tenant that it is given, in that transaction, and ends with {@link StaleLeader} or
 * {@link StaleFence} if they were raised meanwhile; then nothing has changed. Operations return the
 * tenant as it is afterwards: its fence may be a new one.
 */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // signatures only, so far
public final class Ledger {
  private final LedgerPlatform platform;

  Ledger(LedgerPlatform platform) {
    this.platform = platform;
  }

  /** The platform, with the epoch of this leader's term. */
  public LedgerPlatform platform() {
    return platform;
  }

  /** Ends with {@link StaleLeader} if a newer leader acts for the platform. */
  public void requireLeadership() {
    throw new UnsupportedOperationException();
  }

  /** All tenants of the platform, retained ones too, in one query. */
  public List<LedgerTenant> tenants() {
    throw new UnsupportedOperationException();
  }

  /** The tenant of a VirtualMoodle, in whatever state. */
  public Optional<LedgerTenant> find(String namespace, String name) {
    throw new UnsupportedOperationException();
  }

  /** Claims all names of a tenant, or none. */
  public ClaimOutcome claim(NewTenant wanted) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes a retained tenant active again for a new resource, with all that it had. Its URL may have
   * been taken by another since; then it stays as it is.
   *
   * @return {@code Claimed} or {@code Taken}
   */
  public ClaimOutcome reclaim(LedgerTenant tenant, String newUid) {
    throw new UnsupportedOperationException();
  }

  /** ACTIVE becomes DELETING; a tenant that is DELETING is returned as it is. */
  public LedgerTenant markDeleting(LedgerTenant tenant) {
    throw new UnsupportedOperationException();
  }

  /** DELETING becomes ACTIVE; a tenant that is ACTIVE is returned as it is. */
  public LedgerTenant cancelDeleting(LedgerTenant tenant) {
    throw new UnsupportedOperationException();
  }

  /**
   * DELETING becomes RELEASED and the URL is free, in one transaction with the removal of the
   * registry row.
   *
   * @param registryRow deletes the row
   */
  public LedgerTenant release(LedgerTenant tenant, Instant now, Work<?> registryRow) {
    throw new UnsupportedOperationException();
  }

  /** Forgets a DELETING or RELEASED tenant with all its claims; already gone is success. */
  public void purge(LedgerTenant tenant) {
    throw new UnsupportedOperationException();
  }

  /** Records that a Moodle is in the tenant's database; the first time counts. */
  public LedgerTenant markInstalled(LedgerTenant tenant, Instant now) {
    throw new UnsupportedOperationException();
  }

  /** The tenant's resource was replaced by another of the same name. */
  public LedgerTenant rebind(LedgerTenant tenant, String newUid) {
    throw new UnsupportedOperationException();
  }

  /** Runs SQL, such as writes to the registry, in a transaction that compared epoch and fence. */
  public <T> T fenced(LedgerTenant tenant, Work<T> work) {
    throw new UnsupportedOperationException();
  }

  /** Records the registry row, inside {@link #fenced}, so that row and ledger change together. */
  public void recordRow(Connection connection, LedgerTenant tenant, long registryId, String rowHash)
      throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** The identity under which the platform knows a database server. */
  public Optional<String> recordedIdentity(String server) {
    throw new UnsupportedOperationException();
  }

  /**
   * Records a database server's identity if none is recorded.
   *
   * @return the recorded one; another than {@code identity} means that the server was replaced
   */
  public String recordServer(String server, String identity) {
    throw new UnsupportedOperationException();
  }

  /** Records the identity of a replaced database server, after a person acknowledged it. */
  public void acceptServer(String server, String identity) {
    throw new UnsupportedOperationException();
  }
}
