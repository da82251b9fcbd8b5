package io.vmoodle.operator.tenant;

import io.vmoodle.operator.moodle.InstalledMoodle;
import io.vmoodle.operator.routing.ChangeBudget;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the reconciler did or read, where the world alone does not show it: a password
 * cannot be read back, and a database may be there half made.
 *
 * @param facts what was done or seen
 * @param moodle what was read in the tenant's database, null if no Moodle is installed in it
 * @param routeChange whether it is this tenant's turn to have its route changed, null if nobody
 *     asked
 */
record Progress(
    Set<Fact> facts, @Nullable InstalledMoodle moodle, ChangeBudget.@Nullable Answer routeChange) {
  static final Progress NONE = new Progress(Set.of(), null, null);

  /** What can be done or seen. */
  enum Fact {
    LOGIN_PREPARED,
    NEXT_LOGIN_PREPARED,
    OTHER_LOGIN_BUSY,
    LOGINS_CLOSED,
    DATABASE_PREPARED,
    DATABASE_DROPPED,
    DATABASE_GONE,
    MOODLE_READ
  }

  Progress {
    facts = Set.copyOf(facts);
  }

  /** The login was made, unlocked and given its password. */
  boolean loginPrepared() {
    return facts.contains(Fact.LOGIN_PREPARED);
  }

  /** The login that is to serve next was made, unlocked, given its password, and logged in. */
  boolean nextLoginPrepared() {
    return facts.contains(Fact.NEXT_LOGIN_PREPARED);
  }

  /** The login that served before still has sessions. */
  boolean otherLoginBusy() {
    return facts.contains(Fact.OTHER_LOGIN_BUSY);
  }

  /** No login of the tenant can log in, and none has sessions. */
  boolean loginsClosed() {
    return facts.contains(Fact.LOGINS_CLOSED);
  }

  /** The database was made, or what was missing of it. */
  boolean databasePrepared() {
    return facts.contains(Fact.DATABASE_PREPARED);
  }

  /** The database, its logins and its role were dropped. */
  boolean databaseDropped() {
    return facts.contains(Fact.DATABASE_DROPPED);
  }

  /** The server was asked just now, and the database is not there. */
  boolean databaseGone() {
    return facts.contains(Fact.DATABASE_GONE);
  }

  /** The tenant's own database was read. */
  boolean moodleRead() {
    return facts.contains(Fact.MOODLE_READ);
  }

  Progress withLoginPrepared() {
    return with(Fact.LOGIN_PREPARED, moodle);
  }

  Progress withNextLoginPrepared() {
    return with(Fact.NEXT_LOGIN_PREPARED, moodle);
  }

  Progress withLoginsClosed() {
    return with(Fact.LOGINS_CLOSED, moodle);
  }

  Progress withOtherLoginBusy() {
    return with(Fact.OTHER_LOGIN_BUSY, moodle);
  }

  Progress withDatabasePrepared() {
    return with(Fact.DATABASE_PREPARED, moodle);
  }

  Progress withDatabaseDropped() {
    return with(Fact.DATABASE_DROPPED, moodle);
  }

  Progress withDatabaseGone() {
    return with(Fact.DATABASE_GONE, moodle);
  }

  Progress withMoodle(@Nullable InstalledMoodle read) {
    return with(Fact.MOODLE_READ, read);
  }

  Progress withRouteChange(ChangeBudget.Answer answer) {
    return new Progress(facts, moodle, answer);
  }

  private Progress with(Fact fact, @Nullable InstalledMoodle read) {
    var all = EnumSet.of(fact);
    all.addAll(facts);
    return new Progress(all, read, routeChange);
  }
}
