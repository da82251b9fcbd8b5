package io.vmoodle.operator.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException.Kind;
import java.net.URLEncoder;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.postgresql.util.PSQLException;

/** PostgreSQL, 15 or newer. */
final class PostgreSqlDialect implements Dialect {
  static final PostgreSqlDialect INSTANCE = new PostgreSqlDialect();

  /** The admin's database: there is no connection without one. */
  static final String MAINTENANCE = "postgres";

  private static final int LONGEST_NAME_BYTES = 63;

  /** When connecting: the database lets nobody in (ALLOW_CONNECTIONS false). */
  private static final String CONNECTION_REJECTED = "08004";

  private static final String CLOSED = "55000";

  private PostgreSqlDialect() {}

  @Override
  public Engine engine() {
    return Engine.PostgreSQL;
  }

  /** Refuses long names, because the server would cut them off and take another thing. */
  @Override
  public String quote(String identifier) {
    if (identifier.isEmpty()
        || identifier.indexOf('\0') >= 0
        || identifier.getBytes(UTF_8).length > LONGEST_NAME_BYTES) {
      throw new IllegalArgumentException("not a name in PostgreSQL: " + identifier);
    }
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }

  /** With a backslash in it, in the form that does not depend on standard_conforming_strings. */
  @Override
  public String literal(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a text with a NUL character");
    }
    var quotes = value.replace("'", "''");
    return value.indexOf('\\') < 0 ? "'" + quotes + "'" : "E'" + quotes.replace("\\", "\\\\") + "'";
  }

  @Override
  public String jdbcUrl(Endpoint endpoint, String database) {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(
            endpoint.host(),
            endpoint.port(),
            URLEncoder.encode(database.isEmpty() ? MAINTENANCE : database, UTF_8)
                .replace("+", "%20"));
  }

  @Override
  public Map<String, String> connectionProperties() {
    return Map.of(
        "connectTimeout", "3",
        "socketTimeout", "90",
        "tcpKeepAlive", "true",
        "logServerErrorDetail", "false",
        "ApplicationName", "vmoodle-operator",
        "loginTimeout", "4",
        "options", "-c statement_timeout=60000 -c lock_timeout=10000");
  }

  @Override
  public Map<String, String> tlsProperties(Tls tls) {
    var mode =
        switch (tls.mode()) {
          case DISABLE -> "disable";
          case REQUIRE -> "require";
          case VERIFY_CA -> "verify-ca";
          case VERIFY_FULL -> "verify-full";
        };
    return tls.verifies()
        ? Map.of(
            "sslmode", mode,
            "sslfactory", VerifyingSocketFactory.class.getName(),
            "sslfactoryarg", VerifyingSocketFactory.argument(tls))
        : Map.of("sslmode", mode);
  }

  @Override
  public String moodleDriver() {
    return "pgsql";
  }

  /** A connection has one database only; the search path finds the table's schema. */
  @Override
  public String moodleTable(String database, String table) {
    return quote(table);
  }

  @Override
  public String createLedgerSpace(String name) {
    return "CREATE SCHEMA IF NOT EXISTS " + quote(name);
  }

  /** Nothing: equal is byte by byte with the engine's own collations. */
  @Override
  public String ofTable(String alias) {
    return " OF " + alias;
  }

  @Override
  public String byteWiseTable() {
    return "";
  }

  @Override
  public List<String> orderByBytes(String table, String column, String type) {
    return List.of(
        "ALTER TABLE %s ALTER COLUMN %s TYPE %s COLLATE \"C\"".formatted(table, column, type));
  }

  @Override
  public String shareLock() {
    return "FOR SHARE";
  }

  @Override
  public String tryLock() {
    return "SELECT CASE WHEN pg_try_advisory_lock(hashtextextended(?, 0)) THEN 1 ELSE 0 END";
  }

  @Override
  public String unlock() {
    return "SELECT CASE WHEN pg_advisory_unlock(hashtextextended(?, 0)) THEN 1 ELSE 0 END";
  }

  @Override
  public boolean isDuplicateKey(SQLException failure) {
    return "23505".equals(failure.getSQLState());
  }

  /** Serialization failure, deadlock, lock not available. */
  @Override
  public boolean isContention(SQLException failure) {
    return switch (requireNonNullElse(failure.getSQLState(), "")) {
      case "40001", "40P01", "55P03" -> true;
      default -> false;
    };
  }

  /** Names are verified by {@link VerifyingSocketFactory}, whose exception is wrapped. */
  @Override
  public boolean isAboutTls(SQLException failure) {
    return CONNECTION_REJECTED.equals(failure.getSQLState())
        && failure instanceof PSQLException told
        && told.getServerErrorMessage() == null;
  }

  @Override
  public Kind kindOf(SQLException failure) {
    var state = requireNonNullElse(failure.getSQLState(), "");
    return switch (state) {
      case "42501", CLOSED -> Kind.DENIED;
      case "42P04", "42P06", "42P07", "42710", "23505", "2BP01" -> Kind.CONFLICT;
      case "3D000", "3F000", "42P01", "42703", "42704" -> Kind.MISSING;
      case "55006", "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "25006" ->
          Kind.UNAVAILABLE;
      default -> byClass(state);
    };
  }

  private static Kind byClass(String state) {
    if (state.startsWith("08") || state.startsWith("40") || state.startsWith("53")) {
      return Kind.UNAVAILABLE;
    }
    return state.startsWith("28") ? Kind.AUTHENTICATION : Kind.BUG;
  }
}
