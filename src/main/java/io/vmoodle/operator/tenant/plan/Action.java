package io.vmoodle.operator.tenant.plan;

import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.TaskKind;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.registry.RegistryRow;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One durable step. Each may be done again, and the process may die after each. */
public sealed interface Action {
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

  /**
   * Makes or unlocks the other login with the stored password, and tries it.
   *
   * @param database the one that it is to open
   */
  record PrepareNextLogin(String database) implements OnServer {}

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

  /** Notes in the ledger that a Moodle is to be installed, before any Job of it exists. */
  record BeginInstall() implements Action {}

  /** Makes the Secret with an administrator's password, which nobody chose. */
  record CreateAdminSecret() implements Action {}

  /** Makes the Job that installs Moodle, and the Secret that it reads. */
  record CreateJob() implements Action {}

  /** Asks the API server itself whether a Job is really gone: a watch may be behind. */
  record ConfirmJobLoss(String job) implements Action {}

  /** Notes in the ledger that the Job was seen, so that it may have run. */
  record NoteJob() implements Action {}

  /**
   * Gives up the attempt to install: another database takes the place of the one that the attempt
   * may have worked in.
   *
   * @param why it failed; null: the operator itself removed its Job when the tenant was deleted, so
   *     that the next attempt is the first one, and begins at once
   */
  record NextGeneration(@Nullable Finding why) implements Action {}

  /** Removes Jobs, whatever they do. */
  record RemoveJobs(Set<String> names) implements Action {}

  /** Drops the databases of attempts that failed. */
  record DropLeftovers(Set<String> databases) implements OnServer {}

  /** Removes the Secret that the Job read. */
  record RemoveJobSecret() implements Action {}

  /** Notes in the ledger that nothing is being done to the tenant any more. */
  record EndOperation() implements Action {}

  /** Reads which plugins the tenant's own database knows. */
  record ReadPlugins() implements OnServer {}

  /**
   * Notes in the ledger that an upgrade begins, if as many may run and no more failed than may.
   *
   * @param target name of the release
   */
  record BeginUpgrade(String target) implements Action {}

  /**
   * Notes in the ledger that an upgrade goes on with another phase, and how its Job is named.
   *
   * @param failure why the upgrade failed; null where it did not, or that is known
   */
  record EnterPhase(UpgradePhase phase, @Nullable Finding failure) implements Action {}

  /**
   * Plans an upgrade's Job again, for later.
   *
   * @param why the one before failed
   */
  record RetryJob(Finding why) implements Action {}

  /** Sees to it that nobody has a session in the tenant's database. */
  record Drain() implements OnServer {}

  /** Copies the tenant's database; or, where a Job does that, makes the database for it. */
  record CopyDatabase() implements OnServer {}

  /** Compares the copy that a Job made with its source. */
  record CompareCopy() implements OnServer {}

  /**
   * Has ledger and row name the release that the database is on now, in one transaction.
   *
   * @param desired the whole row
   */
  record SwitchRelease(RegistryRow desired) implements Action {}

  /**
   * Has ledger and row name the copy and the other login, in one transaction.
   *
   * @param desired the whole row
   */
  record SwitchToCopy(RegistryRow desired) implements Action {}

  /** Notes in the ledger that the upgrade is done. */
  record EndUpgrade() implements Action {}

  /** Drops databases that need not be kept any longer. */
  record DropKept(Set<Integer> generations) implements OnServer {}

  /** Removes the Secret with the administrator that nobody chose. */
  record RemoveAdminSecret() implements Action {}

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

  /** Has the login page asked for; the answer comes later. */
  record AskLoginPage() implements Action {}

  /** Makes the route lead to the unavailable Service. */
  record Suspend() implements Action {}

  /** Notes in the ledger whether the tenant is suspended, before row and route say so. */
  record NoteSuspension(boolean suspended) implements Action {}

  /** Notes in the ledger what a Job is to do, before the Job exists. */
  record PlanTask(TaskKind kind) implements Action {}

  /** Makes the Job of the task. */
  record CreateTaskJob() implements Action {}

  /**
   * Plans the task once more, after a while.
   *
   * @param why its Job failed
   */
  record RetryTask(Finding why) implements Action {}

  /** Notes in the ledger that the task is done. */
  record EndTask() implements Action {}

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
