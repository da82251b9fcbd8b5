package io.vmoodle.operator.ledger;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.database.TenantNames;
import io.vmoodle.operator.ledger.Generations.Kept;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Upgrades of tenants, each step one transaction of the leader that compared the tenant's fence;
 * see {@link Ledger}. Whatever names a Job raises the fence, so that no two Jobs of a tenant are
 * named alike.
 */
public final class Upgrades {
  private final Fences fences;
  private final PlatformTable platforms;
  private final TenantTable tenants;
  private final ClaimTable claims;
  private final OperationTable operations;
  private final GenerationTable generations;

  Upgrades(Fences fences, LedgerTables tables) {
    this.fences = fences;
    this.platforms = new PlatformTable(tables);
    this.tenants = new TenantTable(tables);
    this.claims = new ClaimTable(tables);
    this.operations = new OperationTable(tables);
    this.generations = new GenerationTable(tables);
  }

  /**
   * What an upgrade goes on with.
   *
   * @param phase the next phase
   * @param job name of its Job, from the fence that it is of; null where it has none
   * @param failure why the upgrade failed; null: of one that is put back, what is known stays
   */
  public record Move(
      UpgradePhase phase,
      @Nullable LongFunction<String> job,
      Operation.@Nullable Failure failure) {}

  /**
   * Notes that an upgrade begins, and claims the name of the copy. One at a time on a platform, so
   * that none begins where as many run as may, or failed; tenants that come back in mid-upgrade may
   * make it more. One that runs is returned as it is; one that failed before is forgotten for it.
   *
   * @throws IllegalStateException if the tenant is not ACTIVE, has no Moodle that the operator has
   *     installed, or something else is being done to it
   */
  public UpgradeOutcome begin(LedgerTenant tenant, UpgradeRequest request, Instant now) {
    return fences
        .transactions()
        .run(
            "begin to upgrade tenant " + tenant.id(),
            connection -> {
              platforms.requireEpochAlone(connection, fences.platform());
              return begin(connection, fences.lock(connection, tenant), request, now);
            });
  }

  private UpgradeOutcome begin(
      Connection connection, LedgerTenant current, UpgradeRequest request, Instant now)
      throws SQLException {
    var before = current.operation();
    if (before != null && before.isRunningUpgrade()) {
      return new UpgradeOutcome.Begun(current);
    }
    Ledger.requireState(current, TenantState.ACTIVE);
    if (current.installedAt() == null
        || current.origin() != Origin.CREATED
        || (before != null && before.upgrade() == null)) {
      throw new IllegalStateException("tenant %s cannot be upgraded".formatted(current.id()));
    }
    var failed =
        operations.failed(connection, current.platformId(), request.target(), request.attempt());
    if (failed >= request.haltAfterFailures()) {
      return new UpgradeOutcome.Halted(failed);
    }
    var running = operations.running(connection, current.platformId());
    if (running >= request.maxConcurrent()) {
      return new UpgradeOutcome.Full(running);
    }
    var copy = current.generations().next(current.generation());
    var fence = current.fence() + 1;
    claims.insert(
        connection, current.platformId(), List.of(Claim.database(current, copy)), current.id());
    generations.insert(connection, current.id(), new Kept(copy, null));
    tenants.updateLastGeneration(connection, current.id(), copy, fence);
    operations.write(
        connection,
        current.id(),
        new Operation(
            OperationType.UPGRADE,
            request.target(),
            request.attempt(),
            OperationStep.PLANNED,
            request.job().apply(fence),
            null,
            null,
            new Upgrade(UpgradePhase.QUIESCING, fence, copy, request.hash(), 0, now, now)));
    return new UpgradeOutcome.Begun(read(connection, current));
  }

  /**
   * Goes on to another phase. With {@link UpgradePhase#FAILED} the databases that the upgrade
   * needed are kept from now on; a copy that nothing was taken from, no longer.
   */
  public LedgerTenant enter(LedgerTenant tenant, Move move, Instant now) {
    return fences.fenced(
        "go on with the upgrade of",
        tenant,
        (connection, current) -> {
          enter(connection, current, move, now);
          if (move.phase() == UpgradePhase.FAILED) {
            release(connection, current, now);
          }
          return read(connection, current);
        });
  }

  private void enter(Connection connection, LedgerTenant current, Move move, Instant now)
      throws SQLException {
    var operation = require(current);
    var progress = progress(operation).in(move.phase(), now);
    var failure =
        move.failure() == null && move.phase().failed() ? operation.failure() : move.failure();
    var job = move.job();
    if (job == null) {
      operations.write(connection, current.id(), operation.with(failure, progress));
      return;
    }
    var fence = current.fence() + 1;
    tenants.updateFence(connection, current.id(), fence);
    operations.write(
        connection, current.id(), operation.planned(job.apply(fence), null, failure, progress));
  }

  private void release(Connection connection, LedgerTenant current, Instant now)
      throws SQLException {
    var copy = progress(require(current)).copyGeneration();
    // The tenant has the copy, or the copy is not worth being kept.
    generations.release(
        connection, current.id(), current.generation() == copy ? now : Instant.EPOCH);
  }

  /**
   * Plans the phase's Job again, under another name.
   *
   * @param begin when it may be made
   * @param why the one before failed
   */
  public LedgerTenant retry(
      LedgerTenant tenant, LongFunction<String> job, Instant begin, Operation.Failure why) {
    return fences.fenced(
        "plan another Job of the upgrade of",
        tenant,
        (connection, current) -> {
          var operation = require(current);
          var fence = current.fence() + 1;
          tenants.updateFence(connection, current.id(), fence);
          operations.write(
              connection,
              current.id(),
              operation.planned(job.apply(fence), begin, why, progress(operation).again()));
          return read(connection, current);
        });
  }

  /** Inside {@link Ledger#fenced}: the tenant is on the release that the upgrade leads to. */
  public void recordRelease(Connection connection, LedgerTenant tenant, String service, Instant now)
      throws SQLException {
    var operation = require(tenant);
    tenants.updateRelease(connection, tenant.id(), operation.target(), service);
    operations.write(
        connection,
        tenant.id(),
        operation.with(null, progress(operation).in(UpgradePhase.SWITCHING, now)));
  }

  /**
   * Inside {@link Ledger#fenced}: the tenant has the copy, and what it had is kept in its place.
   *
   * @param job name of the Job that puts back the rest
   */
  public void recordCopy(
      Connection connection, LedgerTenant tenant, LongFunction<String> job, Instant now)
      throws SQLException {
    var copy = progress(require(tenant)).copyGeneration();
    tenants.updateDatabase(
        connection, tenant.id(), new TenantNames(tenant.id()).database(copy), copy);
    generations.delete(connection, tenant.id(), copy);
    generations.insert(connection, tenant.id(), new Kept(tenant.generation(), null));
    enter(connection, tenant, new Move(UpgradePhase.REVERTING, job, null), now);
  }

  /** The upgrade is done; the copy is kept from now on. */
  public LedgerTenant end(LedgerTenant tenant, Instant now) {
    return fences.fenced(
        "end the upgrade of",
        tenant,
        (connection, current) -> {
          require(current);
          operations.delete(connection, current.id());
          generations.release(connection, current.id(), now);
          return read(connection, current);
        });
  }

  /** Forgets databases that were kept, and are dropped. */
  public LedgerTenant forget(LedgerTenant tenant, Collection<Integer> dropped) {
    return fences.fenced(
        "forget databases of",
        tenant,
        (connection, current) -> {
          for (int generation : dropped) {
            if (generation == current.generation()) {
              throw new IllegalStateException(
                  "tenant %s has database %s".formatted(current.id(), current.database()));
            }
            generations.delete(connection, current.id(), generation);
            claims.delete(connection, current.id(), Claim.database(current, generation));
          }
          return read(connection, current);
        });
  }

  private LedgerTenant read(Connection connection, LedgerTenant tenant) throws SQLException {
    return tenants.find(connection, tenant.id()).orElseThrow();
  }

  private static Operation require(LedgerTenant tenant) {
    var operation = tenant.operation();
    if (operation == null || !operation.isRunningUpgrade()) {
      throw new IllegalStateException("tenant %s is not being upgraded".formatted(tenant.id()));
    }
    return operation;
  }

  private static Upgrade progress(Operation operation) {
    return requireNonNull(operation.upgrade());
  }
}
