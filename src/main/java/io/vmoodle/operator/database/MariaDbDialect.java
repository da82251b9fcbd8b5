package io.vmoodle.operator.database;

import static java.util.Objects.requireNonNullElse;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.DatabaseException.Kind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** MariaDB, 10.6 or newer. */
final class MariaDbDialect implements Dialect {
  static final MariaDbDialect INSTANCE = new MariaDbDialect();

  private static final int LONGEST_NAME = 64;

  /** The driver reads a URL as it stands: these characters would end the name or begin options. */
  private static final Pattern NOT_IN_URL = Pattern.compile("[?/&#%\\\\\\s]");

  private MariaDbDialect() {}

  @Override
  public Engine engine() {
    return Engine.MariaDB;
  }

  @Override
  public String quote(String identifier) {
    if (identifier.isEmpty()
        || identifier.codePointCount(0, identifier.length()) > LONGEST_NAME
        || identifier.endsWith(" ")
        || identifier.codePoints().anyMatch(c -> c == 0 || c > Character.MAX_VALUE)) {
      throw new IllegalArgumentException("not a name in MariaDB: " + identifier);
    }
    return "`" + identifier.replace("`", "``") + "`";
  }

  /** Needs an SQL mode without NO_BACKSLASH_ESCAPES, which connections of the pool set. */
  @Override
  public String literal(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a text with a NUL character");
    }
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  @Override
  public String jdbcUrl(Endpoint endpoint, String database) {
    if (NOT_IN_URL.matcher(database).find()) {
      throw new IllegalArgumentException("not a database that can be opened: " + database);
    }
    return "jdbc:mariadb://%s:%d/%s".formatted(endpoint.host(), endpoint.port(), database);
  }

  /**
   * The SQL mode is set because {@link #literal} depends on it. Plugins that would send the
   * password itself are not offered, so that whoever answers at that address cannot ask for it.
   */
  @Override
  public Map<String, String> connectionProperties() {
    return Map.of(
        "connectTimeout", "3000",
        "socketTimeout", "90000",
        "tcpKeepAlive", "true",
        "allowLocalInfile", "false",
        "restrictedAuth", "mysql_native_password,client_ed25519,parsec,caching_sha2_password",
        "connectionAttributes", "program_name:vmoodle-operator",
        "sessionVariables",
            "sql_mode='STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,"
                + "NO_ENGINE_SUBSTITUTION',lock_wait_timeout=10,innodb_lock_wait_timeout=10,"
                + "max_statement_time=60");
  }

  /** The driver takes certificates as text where it takes the name of their file. */
  @Override
  public Map<String, String> tlsProperties(Tls tls) {
    var mode =
        switch (tls.mode()) {
          case DISABLE -> "disable";
          case REQUIRE -> "trust";
          case VERIFY_CA -> "verify-ca";
          case VERIFY_FULL -> "verify-full";
        };
    return tls.authorities() == null
        ? Map.of("sslMode", mode)
        : Map.of("sslMode", mode, "serverSslCert", tls.authorities());
  }

  @Override
  public String moodleDriver() {
    return "mariadb";
  }

  @Override
  public String moodleTable(String database, String table) {
    return quote(database) + "." + quote(table);
  }

  @Override
  public String createLedgerSpace(String name) {
    return "CREATE DATABASE IF NOT EXISTS %s CHARACTER SET utf8mb4".formatted(quote(name));
  }

  /** NOPAD, or trailing spaces would not count. */
  @Override
  public String ofTable(String alias) {
    return "";
  }

  @Override
  public String byteWiseTable() {
    return "ENGINE=InnoDB ROW_FORMAT=DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";
  }

  /** That of the table is. */
  @Override
  public List<String> orderByBytes(String table, String column, String type) {
    return List.of();
  }

  @Override
  public String shareLock() {
    return "LOCK IN SHARE MODE";
  }

  @Override
  public String tryLock() {
    return "SELECT GET_LOCK(?, 0)";
  }

  @Override
  public String unlock() {
    return "SELECT RELEASE_LOCK(?)";
  }

  @Override
  public boolean isDuplicateKey(SQLException failure) {
    return failure.getErrorCode() == 1062;
  }

  /** Record changed since it was read, lock wait timeout, deadlock. */
  @Override
  public boolean isContention(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case 1020, 1205, 1213 -> true;
      default -> false;
    };
  }

  /** The driver's own words, which it does not translate; its codes are those of any failure. */
  @Override
  public boolean isAboutTls(SQLException failure) {
    var message = String.valueOf(failure.getMessage());
    return failure instanceof SQLNonTransientConnectionException
        && (message.contains("ssl not enabled in the server")
            || message.contains("SSL hostname verification failed"));
  }

  @Override
  public Kind kindOf(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case 1045, 1698, 1862, 4151 -> Kind.AUTHENTICATION;
      case 1044, 1095, 1142, 1143, 1227, 1290, 1370, 1410 -> Kind.DENIED;
      case 1007, 1050, 1062, 1396 -> Kind.CONFLICT;
      case 1008, 1049, 1051, 1054, 1133, 1141, 1146, 1932 -> Kind.MISSING;
      case 1021,
          1040,
          1041,
          1053,
          1129,
          1130,
          1203,
          1205,
          1213,
          1226,
          1317,
          1412,
          1792,
          1836,
          1927,
          1969 ->
          Kind.UNAVAILABLE;
      default -> byState(requireNonNullElse(failure.getSQLState(), ""));
    };
  }

  private static Kind byState(String state) {
    if (state.startsWith("08") || state.startsWith("40") || state.startsWith("70")) {
      return Kind.UNAVAILABLE;
    }
    return state.startsWith("28") ? Kind.AUTHENTICATION : Kind.BUG;
  }
}
