package io.vmoodle.operator.tenant.facts;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.platform.fleet.RowNote;
import io.vmoodle.operator.registry.Metadata;
import io.vmoodle.operator.registry.RegistryRow;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant was found: everything that the next step is decided from.
 *
 * @param ledger the ledger's record of the tenant, null if nothing was ever claimed for it
 * @param row its registry row; before one was written for it, the row that has its URL; null if
 *     there is none
 * @param rowNote what the registry as a whole says about that row
 * @param database its current database
 * @param logins its two logins
 * @param secretStored whether the Secret with its database's credentials is there
 * @param access what Moodle is to log in with
 * @param credentialsProblem why the Secret that the tenant names could not be used, null where it
 *     could or names none
 * @param adminPasswordProblem the same for the administrator's password, which only an installation
 *     needs
 * @param installation what there is of its installation
 * @param upgrade what there is of its upgrade
 * @param route its stored routes
 * @param progress what this run did or read itself
 * @param upkeep the Job that keeps its visitors away, lets them in, or removes its data folder
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true)
public record World(
    @Nullable LedgerTenant ledger,
    @Nullable RegistryRow row,
    RowNote rowNote,
    Presence database,
    Logins logins,
    boolean secretStored,
    DatabaseCredentials access,
    @Nullable Finding credentialsProblem,
    @Nullable Finding adminPasswordProblem,
    Installation installation,
    UpgradeFacts upgrade,
    RouteState route,
    Progress progress,
    UpkeepJob upkeep) {
  /** Nothing was claimed yet. */
  public static final World EMPTY =
      new World(
          null,
          null,
          RowNote.NONE,
          Presence.UNKNOWN,
          Logins.UNKNOWN,
          false,
          DatabaseCredentials.NONE,
          null,
          null,
          Installation.NONE,
          UpgradeFacts.NONE,
          RouteState.MISSING,
          Progress.NONE,
          UpkeepJob.NONE);

  /** The login that serves it; PRESENT for existing tenants, whose logins are not ours. */
  public Presence login() {
    return logins.current();
  }

  /** What Moodle is to log in with, null where nothing says so yet. */
  public @Nullable Credentials credentials() {
    return access.current();
  }

  /** Whether the operator makes its database. */
  public boolean created() {
    return ledger != null && ledger.origin() == Origin.CREATED;
  }

  /** Whether a Moodle was seen in its database, so that none is ever made again. */
  public boolean installed() {
    return ledger != null && ledger.installedAt() != null;
  }

  /**
   * Whether the row that was found is this tenant's: the one that the ledger knows, or one that
   * came back under another id (scripts of the plugin empty and refill the table). Who has only its
   * URL is a stranger.
   */
  public boolean rowIsOwn() {
    if (ledger == null || row == null) {
      return false;
    }
    var id = row.id();
    return (id != null && id.equals(ledger.registryId()))
        || Metadata.tenantId(row)
            .map(ledger.id()::equals)
            .orElseGet(() -> row.vdbname().equals(ledger.database()));
  }

  /** The same with another registry row, or none. */
  public World withRow(@Nullable RegistryRow found) {
    return WorldBuilder.builder(this).row(found).build();
  }

  /** The same after something was done or read. */
  public World with(Progress made) {
    return WorldBuilder.builder(this).progress(made).build();
  }
}
