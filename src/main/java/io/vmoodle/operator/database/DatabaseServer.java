package io.vmoodle.operator.database;

import io.vmoodle.operator.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A database server as the operator's admin account sees it. All methods may be called by many
 * threads, wait a bounded time (seconds; the making and dropping of a database up to a minute), and
 * throw {@link DatabaseException}. Those that change something are idempotent and may be cut short
 * anywhere: called again, they complete. None touches a database or a login that the operator did
 * not make ({@link Kind#CONFLICT}).
 *
 * <p>A server that is down, or a password that is wrong, shows at the first use, not here; a server
 * that comes back is used again without further ado. After a changed password: a new instance.
 */
public final class DatabaseServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 3;
  private static final Set<Kind> NO_LOGIN = Set.of(Kind.AUTHENTICATION, Kind.DENIED, Kind.MISSING);

  private final Pools pools;
  private final Accounts accounts;
  private final Databases databases;
  private final Survey survey;

  private DatabaseServer(Pools pools, Accounts accounts, Databases databases, Survey survey) {
    this.pools = pools;
    this.accounts = accounts;
    this.databases = databases;
    this.survey = survey;
  }

  /**
   * A server, not connected to yet.
   *
   * @param endpoint where it listens for the operator
   * @param admin an account with the rights that docs/database-servers.md lists
   */
  public static DatabaseServer at(Endpoint endpoint, Credentials admin) {
    return at(endpoint, admin, Tls.NONE);
  }

  /** {@link #at(Endpoint, Credentials)}; all connections, those of other accounts too, are so. */
  public static DatabaseServer at(Endpoint endpoint, Credentials admin, Tls tls) {
    return at(endpoint, admin, tls, Tenure.unlimited());
  }

  /** {@link #at(Endpoint, Credentials, Tls)} for a process that has a term. */
  public static DatabaseServer at(Endpoint endpoint, Credentials admin, Tls tls, Tenure tenure) {
    var pools = new Pools(endpoint, admin, tls, tenure);
    return switch (endpoint.engine()) {
      case MariaDB -> {
        var home = new MariaDbHome();
        yield new DatabaseServer(
            pools,
            new MariaDbAccounts(pools, home),
            new MariaDbDatabases(pools, home),
            new MariaDbSurvey(pools, home));
      }
      case PostgreSQL -> {
        var transactions = new PostgreSqlTransactions(pools);
        var roles = new PostgreSqlRoles(pools);
        var slots = new PostgreSqlSlots(pools, "make databases");
        yield new DatabaseServer(
            pools,
            new PostgreSqlAccounts(pools, transactions, roles),
            new PostgreSqlDatabases(pools, transactions, roles, slots),
            new PostgreSqlSurvey(pools, new PostgreSqlHome(pools, transactions, slots)));
      }
    };
  }

  /** Where it listens. */
  public Endpoint endpoint() {
    return pools.endpoint();
  }

  /** How to talk to it. */
  public Dialect dialect() {
    return pools.dialect();
  }

  /**
   * A connection of the admin from a pool of 8 per database, in auto-commit mode and with read
   * committed as the isolation of its transactions; for the few databases that are used all the
   * time (the registry's and the ledger's). The caller closes it.
   *
   * @param database its name; empty: none (MariaDB) or the maintenance database (PostgreSQL)
   */
  public Connection open(String database) {
    return pools.open(database);
  }

  /** A connection of another account, not pooled. The caller closes it. */
  public Connection open(String database, Credentials account) {
    return pools.direct(database, account);
  }

  /** What the server says about itself. The first contact gives it its identity. */
  public ServerFacts facts() {
    return survey.facts();
  }

  /**
   * Ends normally if the server lets the admin in, on a connection of its own: a pool that is busy
   * says nothing about the server.
   */
  public void requireAnswer() {
    try (var connection = pools.direct("")) {
      if (!connection.isValid(PATIENCE_SECONDS)) {
        throw pools.refused(Kind.UNAVAILABLE, "no answer");
      }
    } catch (SQLException e) {
      throw pools.failed("connect", e);
    }
  }

  /** Every database and the logins of tenants, by a few queries whatever their number. */
  public Inventory inventory() {
    return survey.inventory();
  }

  /** Whether a database of that name exists, ours or not. */
  public boolean exists(String database) {
    return databases.exists(database);
  }

  /**
   * Creates the tenant's login if it is absent, and sets its password and limit in any case. Leaves
   * a locked login locked. Writes each time; ask {@link #canLogin} first.
   */
  public void createLogin(TenantAccount account) {
    accounts.create(account);
  }

  /**
   * Sets a login's password; its sessions go on.
   *
   * @throws DatabaseException {@link Kind#MISSING} when it does not exist
   */
  public void setPassword(String login, String password) {
    requireLogin(login);
    accounts.setPassword(login, password);
  }

  /**
   * Sets how many sessions a login may have at a time; those that it has go on.
   *
   * @param maxConnections at least 1
   * @throws DatabaseException {@link Kind#MISSING} when it does not exist
   */
  public void limit(String login, int maxConnections) {
    requireLogin(login);
    if (maxConnections < 1) {
      throw new IllegalArgumentException("not a connection limit: " + maxConnections);
    }
    accounts.limit(login, maxConnections);
  }

  /** Lets nobody log in with it any more; its sessions go on. A login that is gone is locked. */
  public void lock(String login) {
    requireLogin(login);
    accounts.lock(login);
  }

  /**
   * Undoes {@link #lock}.
   *
   * @throws DatabaseException {@link Kind#MISSING} when it does not exist
   */
  public void unlock(String login) {
    requireLogin(login);
    accounts.unlock(login);
  }

  /**
   * Ends the operator's own sessions of an earlier leader, so that it can do nothing here any more.
   *
   * @return how many were still there; ended ones need a moment to go, so ask again until it is 0
   */
  public int endSessions(Instance earlier) {
    return pools.end(earlier);
  }

  /** How many sessions a login has. */
  public int sessions(String login) {
    return accounts.sessions(login);
  }

  /**
   * Ends the sessions of a login; lock it first, or new ones come.
   *
   * @return how many are still there; ended ones need a moment to go, so ask again until it is 0
   */
  public int endSessions(String login) {
    requireLogin(login);
    return accounts.endSessions(login);
  }

  /** Ends a login's sessions and drops it. A login that is gone is dropped. */
  public void dropLogin(String login) {
    requireLogin(login);
    accounts.drop(login);
  }

  /**
   * Creates the tenant's database if it is absent and opens it to the login, which exists already;
   * to nobody else. Other logins of the tenant that may use it keep their rights.
   */
  public void createDatabase(TenantDatabase database) {
    databases.create(database);
  }

  /**
   * Opens an existing database to another login of the same tenant; never creates one.
   *
   * @throws DatabaseException {@link Kind#MISSING} when database or login do not exist
   */
  public void grantDatabase(TenantDatabase database) {
    databases.grant(database);
  }

  /**
   * Makes a tenant's database a copy of another of its databases, with all that is in it and with
   * the rights that {@link #createDatabase} gives; the login exists already. On PostgreSQL only: a
   * MariaDB server cannot, there a Job does it with a database that {@link #createDatabase} made.
   *
   * <p>One that is complete already is left as it is, whatever its source is like by now: drop it
   * before it is made for another purpose. One whose making was cut short lets nobody in ({@link
   * Inventory.FoundDatabase#usable}), and is dropped and made anew. Takes seconds for each gigabyte
   * and an hour at most; at most four at a time on a server. New sessions in the source wait for
   * its end.
   *
   * @param source a database of the same tenant, in which nobody may have a session
   * @throws DatabaseException {@link Kind#UNAVAILABLE} when somebody has a session there all the
   *     same; {@link Kind#MISSING} when there is no such source; {@link Kind#CONFLICT} when the
   *     source is half made or half dropped
   * @throws IllegalArgumentException when source and target are not two databases of one tenant
   * @throws UnsupportedOperationException on MariaDB
   */
  public void copyDatabase(String source, TenantDatabase target, SourceSessions sessions) {
    if (!TenantNames.ofDatabase(source).equals(TenantNames.ofDatabase(target.name()))
        || source.equals(target.name())) {
      throw new IllegalArgumentException(
          "%s and %s are not two databases of one tenant".formatted(source, target.name()));
    }
    databases.copy(source, target, sessions);
  }

  /**
   * How a copy differs from its source: in its tables and their columns, in the number of rows of
   * small tables, and in the highest id of large ones. Takes some seconds; nobody should write to
   * either of them meanwhile.
   *
   * @param account a login that may use both
   * @return for people, a sentence for each difference, at most ten; empty: none was found
   */
  public List<String> differences(String source, String copy, Credentials account) {
    return new Comparison(pools, account).of(source, copy);
  }

  /**
   * Ends the sessions in a tenant's database and drops it, with all that is in it. A database that
   * is gone is dropped.
   */
  public void dropDatabase(String database) {
    if (TenantNames.ofDatabase(database).isEmpty()) {
      throw pools.refused(
          Kind.CONFLICT, "database %s is not one that the operator makes".formatted(database));
    }
    databases.drop(database);
  }

  /**
   * Whether an account can use a database right now.
   *
   * @return false when login, password or right are wrong, the login is locked, or there is no such
   *     database
   * @throws DatabaseException when the server does not answer or is full
   */
  public boolean canLogin(String database, Credentials account) {
    try (var connection = pools.direct(database, account)) {
      return connection.isValid(1);
    } catch (DatabaseException e) {
      if (NO_LOGIN.contains(e.kind())) {
        return false;
      }
      throw e;
    } catch (SQLException e) {
      throw pools.failed("log in as " + account.username(), e);
    }
  }

  /** Gives up all connections. */
  @Override
  public void close() {
    pools.close();
  }

  private void requireLogin(String login) {
    if (TenantNames.ofLogin(login).isEmpty()) {
      throw pools.refused(
          Kind.CONFLICT, "login %s is not one that the operator makes".formatted(login));
    }
  }
}
