package io.vmoodle.operator.tenant;

import io.vmoodle.operator.database.Credentials;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.Origin;
import io.vmoodle.operator.platform.RowNote;
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
 * @param route its stored routes
 * @param progress what this run did or read itself
 */
record World(
    @Nullable LedgerTenant ledger,
    @Nullable RegistryRow row,
    RowNote rowNote,
    Presence database,
    Logins logins,
    boolean secretStored,
    DatabaseCredentials access,
    @Nullable Finding credentialsProblem,
    @Nullable Finding adminPasswordProblem,
    RouteState route,
    Progress progress) {

  /** Nothing was claimed yet. */
  static final World EMPTY =
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
          RouteState.MISSING,
          Progress.NONE);

  /** The login that serves it; PRESENT for existing tenants, whose logins are not ours. */
  Presence login() {
    return logins.current();
  }

  /** What Moodle is to log in with, null where nothing says so yet. */
  @Nullable Credentials credentials() {
    return access.current();
  }

  boolean created() {
    return ledger != null && ledger.origin() == Origin.CREATED;
  }

  boolean installed() {
    return ledger != null && ledger.installedAt() != null;
  }

  /**
   * Whether the row that was found is this tenant's: the one that the ledger knows, or one that
   * came back under another id (scripts of the plugin empty and refill the table). Who has only its
   * URL is a stranger.
   */
  boolean rowIsOwn() {
    if (ledger == null || row == null) {
      return false;
    }
    var id = row.id();
    return (id != null && id.equals(ledger.registryId()))
        || Metadata.tenantId(row)
            .map(ledger.id()::equals)
            .orElseGet(() -> row.vdbname().equals(ledger.database()));
  }

  World withRow(@Nullable RegistryRow found) {
    return new World(
        ledger,
        found,
        rowNote,
        database,
        logins,
        secretStored,
        access,
        credentialsProblem,
        adminPasswordProblem,
        route,
        progress);
  }

  World with(Progress made) {
    return new World(
        ledger,
        row,
        rowNote,
        database,
        logins,
        secretStored,
        access,
        credentialsProblem,
        adminPasswordProblem,
        route,
        made);
  }
}
