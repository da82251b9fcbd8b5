package io.vmoodle.operator.tenant.facts;

import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.moodle.InstalledMoodle;
import io.vmoodle.operator.routing.ChangeBudget;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the reconciler did or read, where the world alone does not show it: a password
 * cannot be read back, and a database may be there half made.
 *
 * @param facts what was done or seen
 * @param moodle what was read in the tenant's database, null if no Moodle is installed in it
 * @param plugins versions of the plugins that were read there, by name; null if nobody read them
 * @param refusal why an upgrade cannot begin or go on, as the ledger or a copy said; null if nobody
 *     asked, or it can
 * @param routeChange whether it is this tenant's turn to have its route changed, null if nobody
 *     asked
 */
public record Progress(
    Set<Fact> facts,
    @Nullable InstalledMoodle moodle,
    @Nullable Map<String, String> plugins,
    @Nullable Finding refusal,
    ChangeBudget.@Nullable Answer routeChange) {
  /** This run did nothing yet. */
  public static final Progress NONE = new Progress(Set.of(), null, null, null, null);

  /** What can be done or seen. */
  enum Fact {
    LOGIN_PREPARED,
    NEXT_LOGIN_PREPARED,
    OTHER_LOGIN_BUSY,
    LOGINS_CLOSED,
    DATABASE_PREPARED,
    DATABASE_DROPPED,
    DATABASE_GONE,
    JOB_GONE,
    MOODLE_READ,
    DRAINED,
    NOT_DRAINED,
    COPY_MADE,
    COPY_COMPARED
  }

  public Progress {
    facts = Set.copyOf(facts);
    plugins = plugins == null ? null : Map.copyOf(plugins);
  }

  /** The login was made, unlocked and given its password. */
  public boolean loginPrepared() {
    return facts.contains(Fact.LOGIN_PREPARED);
  }

  /** The login that is to serve next was made, unlocked, given its password, and logged in. */
  public boolean nextLoginPrepared() {
    return facts.contains(Fact.NEXT_LOGIN_PREPARED);
  }

  /** The login that served before still has sessions. */
  public boolean otherLoginBusy() {
    return facts.contains(Fact.OTHER_LOGIN_BUSY);
  }

  /** No login of the tenant can log in, and none has sessions. */
  public boolean loginsClosed() {
    return facts.contains(Fact.LOGINS_CLOSED);
  }

  /** The database was made, or what was missing of it. */
  public boolean databasePrepared() {
    return facts.contains(Fact.DATABASE_PREPARED);
  }

  /** The database, its logins and its role were dropped. */
  public boolean databaseDropped() {
    return facts.contains(Fact.DATABASE_DROPPED);
  }

  /** The server was asked just now, and the database is not there. */
  public boolean databaseGone() {
    return facts.contains(Fact.DATABASE_GONE);
  }

  /** The API server was asked just now, and the Job is not there. */
  public boolean jobGone() {
    return facts.contains(Fact.JOB_GONE);
  }

  /** The tenant's own database was read. */
  public boolean moodleRead() {
    return facts.contains(Fact.MOODLE_READ);
  }

  /** Nobody has a session in the tenant's database. */
  public boolean drained() {
    return facts.contains(Fact.DRAINED);
  }

  /** Somebody has a session in the tenant's database, and may for now. */
  public boolean notDrained() {
    return facts.contains(Fact.NOT_DRAINED);
  }

  /** The copy from before an upgrade was made, or is empty and ready to be filled. */
  public boolean copyMade() {
    return facts.contains(Fact.COPY_MADE);
  }

  /** The copy was compared with its source, and is like it. */
  public boolean copyCompared() {
    return facts.contains(Fact.COPY_COMPARED);
  }

  /** The sessions of the login were counted, or ended. */
  public Progress withDrained(boolean drained) {
    return with(drained ? Fact.DRAINED : Fact.NOT_DRAINED, moodle);
  }

  /** The copy was made, or found whole. */
  public Progress withCopyMade() {
    return with(Fact.COPY_MADE, moodle);
  }

  /** The copy was compared with what it is a copy of, and is the same. */
  public Progress withCopyCompared() {
    return with(Fact.COPY_COMPARED, moodle);
  }

  /** The tenant's plugins were read, with their versions. */
  public Progress withPlugins(Map<String, String> read) {
    return new Progress(facts, moodle, read, refusal, routeChange);
  }

  /** The ledger let the upgrade not begin. */
  public Progress withRefusal(Finding why) {
    return new Progress(facts, moodle, plugins, why, routeChange);
  }

  /** See {@link #loginPrepared}. */
  public Progress withLoginPrepared() {
    return with(Fact.LOGIN_PREPARED, moodle);
  }

  /** See {@link #nextLoginPrepared}. */
  public Progress withNextLoginPrepared() {
    return with(Fact.NEXT_LOGIN_PREPARED, moodle);
  }

  /** See {@link #loginsClosed}. */
  public Progress withLoginsClosed() {
    return with(Fact.LOGINS_CLOSED, moodle);
  }

  /** See {@link #otherLoginBusy}. */
  public Progress withOtherLoginBusy() {
    return with(Fact.OTHER_LOGIN_BUSY, moodle);
  }

  /** See {@link #databasePrepared}. */
  public Progress withDatabasePrepared() {
    return with(Fact.DATABASE_PREPARED, moodle);
  }

  /** See {@link #databaseDropped}. */
  public Progress withDatabaseDropped() {
    return with(Fact.DATABASE_DROPPED, moodle);
  }

  /** See {@link #databaseGone}. */
  public Progress withDatabaseGone() {
    return with(Fact.DATABASE_GONE, moodle);
  }

  /** See {@link #jobGone}. */
  public Progress withJobGone() {
    return with(Fact.JOB_GONE, moodle);
  }

  /** The tenant's database was read; null: no Moodle is installed in it. */
  public Progress withMoodle(@Nullable InstalledMoodle read) {
    return with(Fact.MOODLE_READ, read);
  }

  /** The database that was prepared and read is not the tenant's any more. */
  public Progress withoutMoodle() {
    var others = EnumSet.noneOf(Fact.class);
    others.addAll(facts);
    others.removeAll(Set.of(Fact.MOODLE_READ, Fact.DATABASE_PREPARED));
    return new Progress(others, null, plugins, refusal, routeChange);
  }

  /** It was asked whether it is this tenant's turn to have its route changed. */
  public Progress withRouteChange(ChangeBudget.Answer answer) {
    return new Progress(facts, moodle, plugins, refusal, answer);
  }

  private Progress with(Fact fact, @Nullable InstalledMoodle read) {
    var all = EnumSet.of(fact);
    all.addAll(facts);
    return new Progress(all, read, plugins, refusal, routeChange);
  }
}
