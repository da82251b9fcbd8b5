package io.vmoodle.operator.tenant.step;

import static java.util.Objects.requireNonNull;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.database.DatabaseException;
import io.vmoodle.operator.database.NoRoomException;
import io.vmoodle.operator.database.SourceSessions;
import io.vmoodle.operator.database.TenantDatabase;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.server.DatabaseFindings;
import io.vmoodle.operator.tenant.plan.UpgradeStages;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is done to have a copy of a tenant's database, and to be rid of copies. */
final class CopyActions {
  /** The server, or the way to it: its tenants wait, too, and somebody may be about to mend it. */
  private static final Set<DatabaseException.Kind> PASSING =
      EnumSet.of(
          DatabaseException.Kind.UNAVAILABLE,
          DatabaseException.Kind.AUTHENTICATION,
          DatabaseException.Kind.TLS);

  private final CopyTroubles troubles;

  CopyActions(CopyTroubles troubles) {
    this.troubles = troubles;
  }

  /**
   * Whether nobody has a session in the tenant's database any more. The tenant is in maintenance,
   * so none comes; those that are there may go on for a while, and are then ended.
   */
  boolean drain(TenantAtWork tenant) {
    var login = tenant.ledger().login();
    // A session that was just closed may still be told of.
    if (SessionsEnd.await(() -> tenant.server().sessions(login))) {
      return true;
    }
    return tenant.world().upgrade().drainOverdue()
        && SessionsEnd.await(() -> tenant.server().endSessions(login));
  }

  /**
   * Where a Job copies, what an earlier one left there is dropped first.
   *
   * @return why it cannot be, if that is so for long; empty: it was done
   */
  Optional<Finding> copy(TenantAtWork tenant) {
    try {
      make(tenant);
      troubles.over(tenant.ledger().id());
      return Optional.empty();
    } catch (DatabaseException e) {
      return Optional.of(givenUp(tenant, e));
    }
  }

  /** Visitors wait: what does not come by itself, or not soon, is not waited for. */
  private Finding givenUp(TenantAtWork tenant, DatabaseException failure) {
    if (failure instanceof NoRoomException
        || (PASSING.contains(failure.kind()) && !troubles.last(tenant.ledger().id()))) {
      throw failure;
    }
    troubles.over(tenant.ledger().id());
    return new Finding(
        DatabaseFindings.of(failure).reason(), failure.getMessage() + ". Find out why.");
  }

  private static void make(TenantAtWork tenant) {
    var ledger = tenant.ledger();
    var copy = new TenantDatabase(name(tenant), ledger.login());
    if (UpgradeStages.copiedByJob(tenant.wish(), tenant.world())) {
      tenant.server().dropDatabase(copy.name());
      tenant.server().createDatabase(copy);
    } else {
      tenant.server().copyDatabase(ledger.database(), copy, SourceSessions.END);
    }
    tenant.contents().saw(tenant.names(), copy.name());
  }

  /**
   * What is wrong with the copy; empty: nothing. A dump that ended too early must not be what a
   * tenant is put back from.
   */
  Optional<Finding> compare(TenantAtWork tenant) {
    var copy = name(tenant);
    List<String> differences;
    try {
      differences =
          tenant
              .server()
              .differences(
                  tenant.ledger().database(), copy, requireNonNull(tenant.world().credentials()));
    } catch (DatabaseException e) {
      return Optional.of(givenUp(tenant, e));
    }
    troubles.over(tenant.ledger().id());
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Reason.CopyIncomplete,
                "Database %s is not what %s is: %s Find out who works on the tenant's database beside its Moodle."
                    .formatted(copy, tenant.ledger().database(), String.join(" ", differences))));
  }

  void drop(TenantAtWork tenant, Set<Integer> generations) {
    if (generations.contains(tenant.ledger().generation())) {
      throw new IllegalStateException(
          "tenant %s has database %s".formatted(tenant.ledger().id(), tenant.ledger().database()));
    }
    for (int generation : new TreeSet<>(generations)) {
      var database = tenant.names().database(generation);
      tenant.server().dropDatabase(database);
      tenant.contents().gone(database);
    }
    tenant.fleet().saw(tenant.platform().ledger().upgrades().forget(tenant.ledger(), generations));
  }

  private static String name(TenantAtWork tenant) {
    var upgrade = requireNonNull(requireNonNull(tenant.ledger().operation()).upgrade());
    return tenant.names().database(upgrade.copyGeneration());
  }
}
