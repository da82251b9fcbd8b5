package io.vmoodle.operator.database;

import io.vmoodle.operator.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Copies of databases, which PostgreSQL makes by copying files. Only a superuser, the owner itself
 * or, of a template, whoever may create databases can copy one; the admin is none but the last, so
 * the source is a template for that moment. The copy is made closed, as new databases are: one that
 * is found closed is a copy that was cut short, or was never opened.
 *
 * <p>While files are copied, the server keeps new sessions of the source waiting. Rights and
 * settings of a database do not go along, its objects and their owners do: those are roles of the
 * same tenant.
 */
final class PostgreSqlCopies {
  /** Some 100 GB on slow disks. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final String IN_USE = "55006";

  private final Pools pools;
  private final PostgreSqlTransactions transactions;
  private final PostgreSqlRoles roles;
  private final PostgreSqlSlots slots;

  /**
   * @param slots not those of other databases, which would wait for long copies
   */
  PostgreSqlCopies(
      Pools pools,
      PostgreSqlTransactions transactions,
      PostgreSqlRoles roles,
      PostgreSqlSlots slots) {
    this.pools = pools;
    this.transactions = transactions;
    this.roles = roles;
    this.slots = slots;
  }

  /** Copies into a database that does not exist yet, and leaves it closed. */
  void createClosed(String source, String target, TenantNames tenant) {
    template(source, tenant, true);
    try {
      slots.run(
          "copy database %s to %s".formatted(source, target),
          connection -> createClosed(connection, source, target, tenant));
    } catch (DatabaseException e) {
      try {
        template(source, tenant, false);
      } catch (DatabaseException alsoThat) {
        e.addSuppressed(alsoThat);
      }
      throw e;
    }
    template(source, tenant, false);
  }

  private void createClosed(Connection connection, String source, String target, TenantNames tenant)
      throws SQLException {
    connection.setNetworkTimeout(Runnable::run, (int) LONGEST.plusMinutes(1).toMillis());
    Sql.run(
        connection,
        "SET statement_timeout = " + LONGEST.toMillis(),
        // Of a process that was killed, or the next one would wait for the end of its copy.
        "SET client_connection_check_interval = 2000");
    try {
      Sql.run(
          connection,
          "CREATE DATABASE %s OWNER %s TEMPLATE %s STRATEGY FILE_COPY ALLOW_CONNECTIONS false"
              .formatted(quote(target), quote(tenant.owner()), quote(source)));
    } catch (SQLException e) {
      if (IN_USE.equals(e.getSQLState())) {
        throw pools.refused(
            Kind.UNAVAILABLE,
            "cannot copy database %s while these accounts use it: %s"
                .formatted(source, String.join(", ", PostgreSqlCatalog.users(connection, source))));
      }
      throw e;
    }
  }

  private void template(String database, TenantNames tenant, boolean may) {
    transactions.run(
        "prepare database %s for a copy".formatted(database),
        connection -> {
          roles.actAs(connection, tenant.owner());
          Sql.run(connection, "ALTER DATABASE %s IS_TEMPLATE %s".formatted(quote(database), may));
          roles.actAsSelf(connection);
        });
  }

  private String quote(String name) {
    return pools.dialect().quote(name);
  }
}
