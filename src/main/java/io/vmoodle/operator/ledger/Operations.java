package io.vmoodle.operator.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is being done to tenants over many steps, each step one transaction of the leader that
 * compared the tenant's fence; see {@link Ledger}. An operation that begins, and each further
 * attempt of it, raises the fence.
 */
public final class Operations {
  private final Fences fences;
  private final TenantTable tenants;
  private final ClaimTable claims;
  private final OperationTable operations;
  private final Upkeeps upkeeps;

  Operations(Fences fences, TenantTable tenants, ClaimTable claims, OperationTable operations) {
    this.fences = fences;
    this.tenants = tenants;
    this.claims = claims;
    this.operations = operations;
    this.upkeeps = new Upkeeps(fences, tenants);
  }

  /** Whether tenants are kept from their visitors. */
  public Upkeeps upkeeps() {
    return upkeeps;
  }

  /**
   * Notes that an operation begins. One that has begun is returned as it is.
   *
   * @throws IllegalStateException if the tenant is not ACTIVE
   */
  public LedgerTenant begin(LedgerTenant tenant, Operation first) {
    return fences.fenced(
        "begin to work on",
        tenant,
        (connection, current) -> {
          if (current.operation() != null) {
            return current;
          }
          Ledger.requireState(current, TenantState.ACTIVE);
          return write(connection, current.beginning(first));
        });
  }

  /** Notes that the operation's Job was seen: from now on it may have run. */
  public LedgerTenant started(LedgerTenant tenant) {
    return fences.fenced(
        "note the Job of",
        tenant,
        (connection, current) -> write(connection, current.with(require(current).started())));
  }

  /**
   * Gives an installation that failed a database that nothing can have worked in, in the place of
   * the one that it has, with the next attempt. The name of the old one is no longer claimed: what
   * is in it never served, and is to be dropped.
   *
   * @param database name of the next generation's database
   * @throws IllegalStateException if a Moodle is installed, or nothing is being installed
   */
  public LedgerTenant nextGeneration(LedgerTenant tenant, String database, Operation next) {
    return fences.fenced(
        "give another database to",
        tenant,
        (connection, current) -> {
          if (current.installedAt() != null || require(current).type() != OperationType.INSTALL) {
            throw new IllegalStateException(
                "tenant %s has a Moodle, which keeps its database".formatted(current.id()));
          }
          var moved = current.inGeneration(database, next);
          claims.delete(connection, current.id(), ClaimKind.DATABASE);
          claims.insert(connection, current.platformId(), Claim.databaseOf(moved), current.id());
          tenants.updateGeneration(connection, moved);
          operations.write(connection, moved.id(), next);
          return moved;
        });
  }

  /** Records that a Moodle is in the tenant's database, the first time; see {@link Ledger}. */
  LedgerTenant installed(Connection connection, LedgerTenant current, Instant now)
      throws SQLException {
    operations.delete(connection, current.id());
    var installed = (current.installedAt() == null ? current.installed(now) : current).with(null);
    tenants.update(connection, installed);
    return installed;
  }

  /** Notes that nothing of the operation runs any more, because the tenant is deleted. */
  LedgerTenant withdrawn(Connection connection, LedgerTenant current) throws SQLException {
    var operation = current.operation();
    if (operation == null) {
      return current;
    }
    operations.write(connection, current.id(), operation.withdrawn());
    return current.with(operation.withdrawn());
  }

  /** Notes that the operation is over, whatever came of it. */
  public LedgerTenant end(LedgerTenant tenant) {
    return fences.fenced(
        "end the work on",
        tenant,
        (connection, current) -> {
          operations.delete(connection, current.id());
          return current.with(null);
        });
  }

  private LedgerTenant write(Connection connection, LedgerTenant tenant) throws SQLException {
    operations.write(connection, tenant.id(), require(tenant));
    tenants.update(connection, tenant);
    return tenant;
  }

  private static Operation require(LedgerTenant tenant) {
    @Nullable Operation operation = tenant.operation();
    if (operation == null) {
      throw new IllegalStateException("nothing is being done to tenant " + tenant.id());
    }
    return operation;
  }
}
