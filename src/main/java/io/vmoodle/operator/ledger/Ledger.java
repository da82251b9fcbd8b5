package io.vmoodle.operator.ledger;

import io.vmoodle.operator.ledger.ClaimOutcome.Claimed;
import io.vmoodle.operator.ledger.ClaimOutcome.Retained;
import io.vmoodle.operator.ledger.ClaimOutcome.Taken;
import io.vmoodle.operator.ledger.Fences.TenantWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The ledger of one platform in the term of one leader. Made by {@link Platforms#raiseEpoch}; safe
 * for use by many threads.
 *
 * <p>Every operation is one transaction. Each that writes first compares the leader's epoch, and
 * the fence of a tenant that it is given, in that transaction, and ends with {@link StaleLeader} or
 * {@link StaleFence} if they were raised meanwhile; then nothing has changed. Operations return the
 * tenant as it is afterwards: its fence may be a new one.
 *
 * <p>When the server fails an operation it ends with a {@link
 * io.vmoodle.operator.database.DatabaseException}, and it is unknown whether the change was made:
 * read the tenant again.
 */
public final class Ledger {
  private final Transactions transactions;
  private final LedgerPlatform platform;
  final Fences fences;
  private final PlatformTable platforms;
  private final TenantTable tenants;
  private final ClaimTable claims;
  private final ServerTable servers;
  private final DeletionTable deletions;
  private final LeaderTable leaders;
  private final UpkeepTable upkeeps;
  private final DriftConsentTable consents;
  private final Operations operations;
  private final Upgrades upgrades;

  Ledger(Transactions transactions, LedgerTables tables, LedgerPlatform platform) {
    this.leaders = new LeaderTable(tables);
    this.upkeeps = new UpkeepTable(tables);
    this.transactions = transactions;
    this.platform = platform;
    this.platforms = new PlatformTable(tables);
    this.tenants = new TenantTable(tables);
    this.fences = new Fences(transactions, platform, platforms, tenants);
    this.claims = new ClaimTable(tables);
    this.servers = new ServerTable(tables);
    this.deletions = new DeletionTable(tables);
    this.consents = new DriftConsentTable(tables);
    this.operations = new Operations(fences, this.tenants, claims, new OperationTable(tables));
    this.upgrades = new Upgrades(fences, tables);
  }

  /** The platform, with the epoch of this leader's term. */
  public LedgerPlatform platform() {
    return platform;
  }

  /**
   * Ends with {@link StaleLeader} if a newer leader acts for the platform: for connections to other
   * servers, before they do anything.
   */
  public void requireLeadership() {
    leading("see who leads", connection -> platform);
  }

  /** The runs of the operator that led and may still have sessions somewhere; this one, too. */
  public List<String> leaders() {
    return transactions.run("list leaders", connection -> leaders.all(connection, platform.id()));
  }

  /** Notes that these have no sessions left on any server of the platform. */
  public void forgetLeaders(List<String> ended) {
    leading(
        "forget earlier leaders",
        connection -> {
          leaders.remove(connection, platform.id(), ended);
          return ended;
        });
  }

  /** All tenants of the platform, retained ones too, in one query. Any leader may read. */
  public List<LedgerTenant> tenants() {
    return transactions.run("list tenants", connection -> tenants.all(connection, platform.id()));
  }

  /** The same inside {@link #atOneMoment}. */
  public List<LedgerTenant> tenants(Connection connection) throws SQLException {
    return tenants.all(connection, platform.id());
  }

  /**
   * Reads the ledger and the registry as they were at one moment, so that a row and the ledger's
   * note of it fit each other. Any leader may read.
   */
  public <T> T atOneMoment(String attempted, Work<T> reading) {
    return transactions.read(attempted, reading);
  }

  /** The tenant of a VirtualMoodle, in whatever state. Any leader may read. */
  public Optional<LedgerTenant> find(String namespace, String name) {
    return transactions.run(
        "find tenant %s/%s".formatted(namespace, name),
        connection -> tenants.find(connection, platform.id(), namespace, name));
  }

  /** Claims all names of a tenant, or none. */
  public ClaimOutcome claim(NewTenant wanted) {
    var first = new AtomicBoolean(true);
    return leading(
        "claim the names of tenant %s/%s".formatted(wanted.namespace(), wanted.name()),
        connection -> {
          if (first.getAndSet(false) && folder(connection, wanted).isEmpty()) {
            // Nearly always nothing is taken. If something is, this ends with a duplicate key, and
            // is done again with looking.
            return insert(connection, wanted);
          }
          // In this order: what is taken by the same resource in another thread is found by then.
          var taken = taken(connection, wanted);
          var present = tenants.find(connection, platform.id(), wanted.namespace(), wanted.name());
          if (present.isPresent()) {
            return present.get().state() == TenantState.RELEASED
                ? new Retained(present.get())
                : new Claimed(present.get());
          }
          return taken.isPresent() ? taken.get() : insert(connection, wanted);
        });
  }

  private Optional<Taken> taken(Connection connection, NewTenant wanted) throws SQLException {
    var sameId = tenants.find(connection, wanted.id());
    if (sameId.isPresent()) {
      return sameId.map(t -> new Taken(ClaimKind.TENANT_ID, t.id(), t.namespace(), t.name()));
    }
    for (var claim : Claim.of(wanted)) {
      var holder = claims.holder(connection, platform.id(), claim);
      if (holder.isPresent()) {
        return holder;
      }
    }
    return Optional.empty();
  }

  /** Who holds a folder that is the wanted one, in it or around it: no key tells of those. */
  private Optional<Taken> folder(Connection connection, NewTenant wanted) throws SQLException {
    return claims.holder(
        connection, platform.id(), new Claim(ClaimKind.DATA_DIR, wanted.dataDir()));
  }

  private ClaimOutcome insert(Connection connection, NewTenant wanted) throws SQLException {
    tenants.insert(connection, platform.id(), wanted);
    claims.insert(connection, platform.id(), Claim.of(wanted), wanted.id());
    return new Claimed(tenants.find(connection, wanted.id()).orElseThrow());
  }

  /**
   * Makes a retained tenant active again for a new resource, with all that it had. Its URL, or an
   * existing database or folder, may have been taken by another since; then it stays as it is.
   *
   * @return {@code Claimed} or {@code Taken}
   */
  public ClaimOutcome reclaim(LedgerTenant tenant, String newUid) {
    return fenced(
        "reclaim",
        tenant,
        (connection, current) -> {
          requireState(current, TenantState.RELEASED);
          for (var claim : Claim.untilReleased(current)) {
            var holder = claims.holder(connection, platform.id(), claim);
            if (holder.isPresent()) {
              return holder.get();
            }
          }
          claims.insert(connection, platform.id(), Claim.untilReleased(current), current.id());
          var back = current.reclaimed(newUid);
          upkeeps.write(connection, back.id(), back.upkeep());
          return new Claimed(update(connection, back));
        });
  }

  /**
   * ACTIVE becomes DELETING, if fewer deletions of this platform began within the last hour than
   * its budget allows. One at a time, so that two never take the same last place. Deletions that
   * began count whatever became of them; one that has begun goes on without any budget.
   *
   * @param perHour the budget; 0: none may begin
   */
  public DeletionOutcome markDeleting(LedgerTenant tenant, int perHour, Instant now) {
    return transactions.run(
        "begin to delete tenant " + tenant.id(),
        connection -> {
          platforms.requireEpochAlone(connection, platform);
          var current = fences.lock(connection, tenant);
          if (current.state() == TenantState.DELETING) {
            return new DeletionOutcome.Begun(current);
          }
          requireState(current, TenantState.ACTIVE);
          var begun = deletions.ofLastHour(connection, platform.id(), now);
          if (begun.size() >= perHour) {
            return new DeletionOutcome.BudgetSpent(begun);
          }
          var deleting = update(connection, current.in(TenantState.DELETING));
          deletions.insert(connection, deleting, now);
          return new DeletionOutcome.Begun(deleting);
        });
  }

  /**
   * Lets go of a tenant: it becomes RELEASED and its URL is free, and all that it has outside of
   * the ledger stays as it is, its registry row, too. A tenant that is RELEASED is returned as it
   * is.
   */
  public LedgerTenant letGo(LedgerTenant tenant, Instant now) {
    return fenced(
        "let go of",
        tenant,
        (connection, current) ->
            current.state() == TenantState.RELEASED
                ? current
                : releaseClaims(connection, current, now));
  }

  private LedgerTenant releaseClaims(Connection connection, LedgerTenant current, Instant now)
      throws SQLException {
    for (var claim : Claim.untilReleased(current)) {
      claims.delete(connection, current.id(), claim.kind());
    }
    return update(connection, current.released(now));
  }

  /**
   * DELETING becomes RELEASED and the URL is free, in one transaction with the removal of the
   * registry row. So are an existing database and folder: they are not the operator's to keep.
   *
   * @param registryRow deletes the row
   */
  public LedgerTenant release(LedgerTenant tenant, Instant now, Work<?> registryRow) {
    return fenced(
        "release",
        tenant,
        (connection, current) -> {
          requireState(current, TenantState.DELETING);
          registryRow.run(connection);
          return releaseClaims(connection, operations.withdrawn(connection, current), now);
        });
  }

  /** Forgets a RELEASED tenant with all its claims; already gone is success. */
  public void purge(LedgerTenant tenant) {
    leading(
        "forget tenant " + tenant.id(),
        connection -> {
          var current = tenants.lock(connection, tenant.id());
          if (current.isPresent()) {
            fences.require(tenant, current.get());
            requireState(current.get(), TenantState.RELEASED);
            claims.deleteAll(connection, tenant.id());
            tenants.delete(connection, tenant.id());
          }
          return current;
        });
  }

  /** What is being done to tenants over many steps. */
  public Operations operations() {
    return operations;
  }

  /** What brings tenants to another release. */
  public Upgrades upgrades() {
    return upgrades;
  }

  /**
   * Records that a Moodle is in the tenant's database; the first time counts. What was being done
   * to install it is over, in the same transaction.
   */
  public LedgerTenant markInstalled(LedgerTenant tenant, Instant now) {
    return fenced(
        "mark as installed",
        tenant,
        (connection, current) ->
            current.installedAt() == null || current.operation() != null
                ? operations.installed(connection, current, now)
                : current);
  }

  /** The tenant's resource was replaced by another of the same name. */
  public LedgerTenant rebind(LedgerTenant tenant, String newUid) {
    return fenced(
        "rebind", tenant, (connection, current) -> update(connection, current.boundTo(newUid)));
  }

  /**
   * Runs SQL, such as writes to the registry, in a transaction that compared epoch and fence and
   * that nothing else can do for this tenant meanwhile.
   */
  public <T> T fenced(LedgerTenant tenant, Work<T> work) {
    return fenced("write for", tenant, (connection, current) -> work.run(connection));
  }

  /** Records the registry row, inside {@link #fenced}, so that row and ledger change together. */
  public void recordRow(Connection connection, LedgerTenant tenant, long registryId, String rowHash)
      throws SQLException {
    tenants.updateRow(connection, tenant.id(), registryId, rowHash);
  }

  /** Inside {@link #fenced}: what a person consented to of the tenant's row is done. */
  public void endDriftConsent(Connection connection, LedgerTenant tenant) throws SQLException {
    consents.delete(connection, tenant.id());
  }

  /** Which changes of rows by others a person consented to have mended. Any leader may read. */
  public DriftConsents driftConsents() {
    return transactions.run(
        "read what may be mended", connection -> consents.read(connection, platform.id()));
  }

  /**
   * Notes a person's consent, in the place of all that were noted before.
   *
   * @param drift how each row was found that may be mended, by tenant id
   */
  public void consentToDrift(Map<String, String> drift) {
    leading(
        "note what may be mended",
        connection -> {
          consents.replace(connection, platform.id(), drift);
          return drift;
        });
  }

  /** The tenant as it is, inside {@link #fenced}, with what was written there. */
  public LedgerTenant written(Connection connection, LedgerTenant tenant) throws SQLException {
    return tenants.find(connection, tenant.id()).orElseThrow();
  }

  /** Records the login that the row names, inside {@link #fenced}, as {@link #recordRow} does. */
  public void recordLogin(
      Connection connection, LedgerTenant tenant, String login, Rotation rotation)
      throws SQLException {
    tenants.updateLogin(connection, tenant.id(), login, rotation);
  }

  /** Notes that the login that served before is closed: until then it is not known to be. */
  public LedgerTenant recordClosed(LedgerTenant tenant) {
    return fenced(
        tenant,
        connection -> {
          recordLogin(connection, tenant, tenant.login(), tenant.rotation().closed());
          return written(connection, tenant);
        });
  }

  /** The identities under which the database servers are known, by name. Any leader may read. */
  public Map<String, String> servers() {
    return transactions.run(
        "list servers", connection -> servers.identities(connection, platform.id()));
  }

  /**
   * Records the identity of a database server that was never seen before, or of one that took the
   * place of another after a person acknowledged it.
   */
  public void recordServer(String server, String identity) {
    leading(
        "record server " + server,
        connection -> {
          if (!servers.update(connection, platform.id(), server, identity)) {
            servers.insert(connection, platform.id(), server, identity);
          }
          return identity;
        });
  }

  private <T> T fenced(String verb, LedgerTenant tenant, TenantWork<T> work) {
    return fences.fenced(verb, tenant, work);
  }

  private <T> T leading(String attempted, Work<T> work) {
    return fences.leading(attempted, work);
  }

  private LedgerTenant update(Connection connection, LedgerTenant tenant) throws SQLException {
    tenants.update(connection, tenant);
    return tenant;
  }

  static void requireState(LedgerTenant current, TenantState wanted) {
    if (current.state() != wanted) {
      throw new IllegalStateException(
          "tenant %s is %s, not %s".formatted(current.id(), current.state(), wanted));
    }
  }
}
