package io.vmoodle.operator.tenant;

import io.vmoodle.operator.registry.RegistryRow;
import java.util.List;

/** One durable step. Each may be done again, and the process may die after each. */
sealed interface Action {
  /** A step on the tenant's own database server, for which it takes a turn there. */
  sealed interface OnServer extends Action {}

  /** Writes all names of the tenant into the ledger, before any of them exists. */
  record Claim() implements Action {}

  /** Takes back what an earlier resource of the same name and address left. */
  record Reclaim() implements Action {}

  /** The resource was made anew without its deletion having been seen. */
  record Rebind() implements Action {}

  /** Stores the password, before any login has it. */
  record CreateSecret() implements Action {}

  /** Has the Secret say what Moodle logs in with: somebody edited it, or the row was switched. */
  record CorrectSecret() implements Action {}

  /** Stores what Moodle is to log in with next, before the other login has this password. */
  record PlanRotation() implements Action {}

  /** Makes or unlocks the other login with the stored password, and tries it. */
  record PrepareNextLogin() implements OnServer {}

  /**
   * Has the registry row and the ledger name the other login, in one transaction.
   *
   * @param desired the whole row
   */
  record SwitchLogin(RegistryRow desired) implements Action {}

  /** Locks the login that served before, once it has no sessions or they are given up. */
  record RetireLogin() implements OnServer {}

  /** Gives the login the connection limit that the platform says. */
  record LimitLogin() implements OnServer {}

  /** Makes or unlocks the login and gives it the Secret's password and its limits. */
  record PrepareLogin() implements OnServer {}

  /** Makes the database, or completes one that was made half. */
  record PrepareDatabase() implements OnServer {}

  /** Asks the server itself whether the database is really gone. */
  record ConfirmLoss() implements OnServer {}

  /** Reads which Moodle is in the tenant's own database. */
  record ReadMoodle() implements OnServer {}

  /** Notes in the ledger that a Moodle was seen: from now on nothing is made or installed again. */
  record RecordInstalled() implements Action {}

  /**
   * Writes the registry row and the ledger's note of it in one transaction.
   *
   * @param desired the whole row
   * @param drifted columns that somebody else had changed, empty when the wish changed
   */
  record WriteRow(RegistryRow desired, List<String> drifted) implements Action {}

  /** Stores the route to the Service of the tenant's release. */
  record Serve() implements Action {}

  /** Asks whether it is this tenant's turn to have its route changed. */
  record AskRouteChange() implements Action {}

  /** Removes the route of the kind that the platform does not have any more. */
  record RemoveOldRoute() implements Action {}

  /** Turns the routes to the unavailable Service. */
  record CloseRoute() implements Action {}

  /** Notes in the ledger that the tenant is going. */
  record MarkDeleting() implements Action {}

  /** Locks the login and ends its sessions. */
  record LockLogin() implements OnServer {}

  /** Removes the registry row, frees the address and retains the rest, in one transaction. */
  record Release() implements Action {}

  /** Removes the stored routes. */
  record RemoveRoute() implements Action {}

  /** Removes the Secret with the database's credentials. */
  record RemoveSecret() implements Action {}

  /** Drops the databases, logins and role that the operator made. */
  record DropDatabase() implements OnServer {}

  /** Forgets the tenant. */
  record Purge() implements Action {}
}
