package io.vmoodle.operator.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The operator's own database on a PostgreSQL server: it holds the server's identity. */
final class PostgreSqlHome {
  static final String NAME = "vmoodle_operator";

  private final Pools pools;
  private final PostgreSqlTransactions transactions;
  private final PostgreSqlSlots slots;

  PostgreSqlHome(Pools pools, PostgreSqlTransactions transactions, PostgreSqlSlots slots) {
    this.pools = pools;
    this.transactions = transactions;
    this.slots = slots;
  }

  /** The server's identity, made at first contact; one of several first contacts wins. */
  String identity() {
    if (!open().orElse(false)) {
      prepare();
    }
    try (var connection = pools.direct(NAME)) {
      return identity(connection);
    } catch (SQLException e) {
      throw pools.failed("read the identity", e);
    }
  }

  /** Made closed and opened once it is closed to the public, as tenants' databases are. */
  private void prepare() {
    if (open().isEmpty()) {
      slots.run("create database " + NAME, PostgreSqlHome::createClosed);
    }
    transactions.run(
        "open database " + NAME,
        connection -> {
          if (!open(connection).orElse(false)) {
            Sql.run(
                connection,
                "REVOKE ALL ON DATABASE vmoodle_operator FROM PUBLIC",
                "ALTER DATABASE vmoodle_operator ALLOW_CONNECTIONS true");
          }
        });
  }

  private static void createClosed(Connection connection) throws SQLException {
    try {
      Sql.run(
          connection,
          "CREATE DATABASE vmoodle_operator TEMPLATE template0 ENCODING 'UTF8'"
              + " ALLOW_CONNECTIONS false");
    } catch (SQLException e) {
      if (open(connection).isEmpty()) {
        throw e;
      }
    }
  }

  /** Whether connections are let in; empty: it does not exist. */
  private Optional<Boolean> open() {
    return pools.call("look for database " + NAME, PostgreSqlHome::open);
  }

  private static Optional<Boolean> open(Connection connection) throws SQLException {
    return Sql.first(
        connection,
        row -> row.getBoolean(1),
        "SELECT datallowconn FROM pg_database WHERE datname = ?",
        NAME);
  }

  private static String identity(Connection connection) throws SQLException {
    if (Sql.count(connection, "SELECT count(*) WHERE to_regclass('public.identity') IS NULL") > 0) {
      connection.setAutoCommit(false);
      Sql.run(
          connection,
          "SELECT pg_advisory_xact_lock(1)",
          "CREATE TABLE IF NOT EXISTS public.identity"
              + " (id smallint PRIMARY KEY CHECK (id = 1), server text NOT NULL)");
      connection.commit();
      connection.setAutoCommit(true);
    }
    Sql.update(
        connection,
        "INSERT INTO public.identity (id, server)"
            + " SELECT 1, ? WHERE NOT EXISTS (SELECT FROM public.identity)"
            + " ON CONFLICT DO NOTHING",
        UUID.randomUUID().toString());
    return Sql.texts(connection, "SELECT server FROM public.identity").getFirst();
  }
}
