package io.vmoodle.operator.database;

import io.vmoodle.operator.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases on PostgreSQL. A new one is open to every account of the server until that is revoked,
 * so it is made closed (ALLOW_CONNECTIONS false) and opened in the transaction that revokes; a
 * database that is found closed is one whose making was cut short.
 *
 * <p>The schema public needs no care from version 15 on: it belongs to the database's owner, and
 * who cannot connect cannot use it.
 */
final class PostgreSqlDatabases implements Databases {
  private static final Logger LOG = LoggerFactory.getLogger(PostgreSqlDatabases.class);
  private static final String EXISTS = "42P04";
  private static final String EXISTS_BY_INDEX = "23505";
  private static final String IN_USE = "55006";

  private final Pools pools;
  private final PostgreSqlTransactions transactions;
  private final PostgreSqlRoles roles;
  private final PostgreSqlSlots slots;
  private final PostgreSqlCopies copies;

  PostgreSqlDatabases(
      Pools pools,
      PostgreSqlTransactions transactions,
      PostgreSqlRoles roles,
      PostgreSqlSlots slots) {
    this.pools = pools;
    this.transactions = transactions;
    this.roles = roles;
    this.slots = slots;
    this.copies =
        new PostgreSqlCopies(
            pools, transactions, roles, new PostgreSqlSlots(pools, "copy databases"));
  }

  @Override
  public boolean exists(String name) {
    return pools.call(
        "look for database " + name, c -> PostgreSqlCatalog.read(c, name).isPresent());
  }

  @Override
  public void create(TenantDatabase database) {
    var name = database.name();
    var tenant = database.tenant();
    var attempted = "create database " + name;
    var absent =
        pools.call(
            attempted,
            connection -> {
              if (!roles.ours(connection, tenant.owner(), tenant)) {
                throw pools.refused(
                    Kind.MISSING, "role %s does not exist".formatted(tenant.owner()));
              }
              return ours(connection, name).isEmpty();
            });
    if (absent) {
      slots.run(
          attempted,
          connection -> {
            createClosed(connection, name, tenant);
            LOG.atInfo().addKeyValue("database", name).log("Database created");
          });
    }
    grant(database);
  }

  @Override
  public void grant(TenantDatabase database) {
    var name = database.name();
    var tenant = database.tenant();
    transactions.run(
        "open database %s to login %s".formatted(name, database.login()),
        connection -> {
          var state = ours(connection, name);
          if (state.isEmpty()) {
            throw pools.refused(Kind.MISSING, "database %s does not exist".formatted(name));
          }
          if (state.get().halfDropped()) {
            throw pools.refused(
                Kind.CONFLICT, "database %s is half dropped; drop it again".formatted(name));
          }
          if (!roles.ours(connection, database.login(), tenant)) {
            throw pools.refused(
                Kind.MISSING, "login %s does not exist".formatted(database.login()));
          }
          open(connection, database, state.get());
        });
  }

  @Override
  public void copy(String source, TenantDatabase target, SourceSessions sessions) {
    var name = target.name();
    var tenant = target.tenant();
    var made =
        pools.call(
            "copy database %s to %s".formatted(source, name),
            connection -> {
              requireWhole(connection, source);
              return ours(connection, name);
            });
    if (made.filter(PostgreSqlCatalog::whole).isEmpty()) {
      if (made.isPresent()) {
        drop(name);
      }
      if (sessions == SourceSessions.END) {
        endSessions(source, tenant);
      }
      pools.forget(source);
      copies.createClosed(source, name, tenant);
      LOG.atInfo().addKeyValue("database", name).addKeyValue("of", source).log("Database copied");
    }
    grant(target);
  }

  private void requireWhole(Connection connection, String source) throws SQLException {
    var state = ours(connection, source);
    if (state.isEmpty()) {
      throw pools.refused(Kind.MISSING, "database %s does not exist".formatted(source));
    }
    if (!state.get().whole()) {
      throw pools.refused(
          Kind.CONFLICT, "database %s is half made or half dropped itself".formatted(source));
    }
  }

  /** Closed first, so that nobody comes in while sessions are ended and files removed. */
  @Override
  public void drop(String name) {
    var tenant = TenantNames.ofDatabase(name).orElseThrow();
    var attempted = "drop database " + name;
    var found = pools.call(attempted, connection -> ours(connection, name));
    if (found.isPresent()) {
      if (!found.get().halfDropped()) {
        close(name, tenant);
      }
      pools.forget(name);
      slots.run(attempted, connection -> dropClosed(connection, name, tenant));
      LOG.atInfo().addKeyValue("database", name).log("Database dropped");
    }
    transactions.run(attempted, connection -> roles.dropOwnerIfAlone(connection, tenant));
  }

  private void createClosed(Connection connection, String name, TenantNames tenant)
      throws SQLException {
    try {
      Sql.run(
          connection,
          "CREATE DATABASE %s OWNER %s TEMPLATE template0 ENCODING 'UTF8' ALLOW_CONNECTIONS false"
              .formatted(quote(name), quote(tenant.owner())));
    } catch (SQLException e) {
      if (!List.of(EXISTS, EXISTS_BY_INDEX).contains(e.getSQLState())) {
        throw e;
      }
      ours(connection, name);
    }
  }

  /** Compares first: rights that are there already are not written again. */
  private void open(Connection connection, TenantDatabase database, PostgreSqlCatalog state)
      throws SQLException {
    var name = quote(database.name());
    var login = quote(database.login());
    var owner = database.tenant().owner();
    if (!PostgreSqlCatalog.actsAsOwner(connection, database)) {
      Sql.run(
          connection,
          "ALTER ROLE %s IN DATABASE %s SET role = %s"
              .formatted(login, name, pools.dialect().literal(owner)));
    }
    roles.actAs(connection, owner);
    if (state.isPublic()) {
      Sql.run(connection, "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
    }
    if (!PostgreSqlCatalog.mayConnect(connection, database)) {
      Sql.run(connection, "GRANT CONNECT ON DATABASE %s TO %s".formatted(name, login));
    }
    if (!state.open()) {
      Sql.run(connection, "ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(name));
    }
    roles.actAsSelf(connection);
  }

  private void close(String name, TenantNames tenant) {
    transactions.run(
        "close database " + name,
        connection -> {
          roles.actAs(connection, tenant.owner());
          Sql.run(
              connection,
              // A template, which a copy that was cut short may have left, cannot be dropped.
              "ALTER DATABASE %s ALLOW_CONNECTIONS false IS_TEMPLATE false".formatted(quote(name)));
          roles.actAsSelf(connection);
        });
    endSessions(name, tenant);
  }

  private void endSessions(String name, TenantNames tenant) {
    for (var login : List.of(tenant.loginA(), tenant.loginB())) {
      transactions.run(
          "end sessions in database " + name,
          connection -> {
            if (roles.ours(connection, login, tenant)) {
              roles.endSessions(connection, login, name);
            }
          });
    }
  }

  private void dropClosed(Connection connection, String name, TenantNames tenant)
      throws SQLException {
    try {
      Sql.run(
          connection,
          "SET ROLE " + quote(tenant.owner()),
          "DROP DATABASE IF EXISTS " + quote(name));
    } catch (SQLException e) {
      if (IN_USE.equals(e.getSQLState())) {
        throw pools.refused(
            Kind.UNAVAILABLE,
            "cannot drop database %s while these accounts use it: %s"
                .formatted(name, String.join(", ", PostgreSqlCatalog.users(connection, name))));
      }
      throw e;
    }
  }

  /** What it is like; one that exists and is not ours is never touched. */
  private Optional<PostgreSqlCatalog> ours(Connection connection, String name) throws SQLException {
    var state = PostgreSqlCatalog.read(connection, name);
    if (state.isPresent()
        && !TenantNames.ofOwner(state.get().owner()).equals(TenantNames.ofDatabase(name))) {
      throw pools.refused(
          Kind.CONFLICT, "database %s exists and was not made by the operator".formatted(name));
    }
    return state;
  }

  private String quote(String name) {
    return pools.dialect().quote(name);
  }
}
