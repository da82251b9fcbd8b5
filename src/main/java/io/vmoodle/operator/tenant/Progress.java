package io.vmoodle.operator.tenant;

import io.vmoodle.operator.moodle.InstalledMoodle;
import io.vmoodle.operator.routing.ChangeBudget;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the reconciler did or read, where the world alone does not show it: a password
 * cannot be read back, and a database may be there half made.
 *
 * @param loginPrepared the login was made, unlocked and given the Secret's password
 * @param databasePrepared the database was made, or what was missing of it
 * @param databaseDropped the database, its logins and its role were dropped
 * @param databaseGone the server was asked just now, and the database is not there
 * @param moodleRead the tenant's own database was read
 * @param moodle what was read there, null if no Moodle is installed in it
 * @param routeChange whether it is this tenant's turn to have its route changed, null if nobody
 *     asked
 */
record Progress(
    boolean loginPrepared,
    boolean databasePrepared,
    boolean databaseDropped,
    boolean databaseGone,
    boolean moodleRead,
    @Nullable InstalledMoodle moodle,
    ChangeBudget.@Nullable Answer routeChange) {
  static final Progress NONE = new Progress(false, false, false, false, false, null, null);

  Progress withLoginPrepared() {
    return new Progress(
        true, databasePrepared, databaseDropped, databaseGone, moodleRead, moodle, routeChange);
  }

  Progress withDatabasePrepared() {
    return new Progress(
        loginPrepared, true, databaseDropped, databaseGone, moodleRead, moodle, routeChange);
  }

  Progress withDatabaseDropped() {
    return new Progress(
        loginPrepared, databasePrepared, true, databaseGone, moodleRead, moodle, routeChange);
  }

  Progress withDatabaseGone() {
    return new Progress(
        loginPrepared, databasePrepared, databaseDropped, true, moodleRead, moodle, routeChange);
  }

  Progress withMoodle(@Nullable InstalledMoodle read) {
    return new Progress(
        loginPrepared, databasePrepared, databaseDropped, databaseGone, true, read, routeChange);
  }

  Progress withRouteChange(ChangeBudget.Answer answer) {
    return new Progress(
        loginPrepared, databasePrepared, databaseDropped, databaseGone, moodleRead, moodle, answer);
  }
}
