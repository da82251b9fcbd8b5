package io.vmoodle.operator.moodle;

import static java.util.stream.Collectors.joining;

import io.vmoodle.operator.database.DatabaseException.Kind;
import io.vmoodle.operator.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a tenant's own database says of the Moodle in it: the only thing to believe, because exit
 * codes of Moodle's scripts lie.
 *
 * @param version of core, such as {@code 2022112801.05}
 * @param release for people, such as {@code 4.1.1 (Build: 20230116)}; it can be wrong after a
 *     failed downgrade, so decide by the hash. Empty while an installation has only begun.
 * @param allversionshash 40 hexadecimal digits over the versions of core and plugins; an upgrade is
 *     pending when the code's differs. Empty while an installation has only begun.
 * @param upgradeRunning an upgrade is running, or was killed: the database is not to be served
 * @param preparedFor the tenant whose administrator it has got, which the operator's own Job notes
 *     as the last thing that it does; empty where another made it, or the Job did not get there
 */
public record InstalledMoodle(
    String version,
    String release,
    String allversionshash,
    boolean upgradeRunning,
    String preparedFor) {
  /** Configuration of a Moodle that a Job of the operator installed: the tenant's id. */
  static final String PREPARED_FOR = "vmoodle_tenant";

  private static final Set<String> NAMES =
      Set.of("version", "release", "allversionshash", "upgraderunning", PREPARED_FOR);

  /** Whether an installation for that tenant came to its end, the administrator included. */
  public boolean completeFor(String tenantId) {
    return !release.isEmpty()
        && !allversionshash.isEmpty()
        && !upgradeRunning
        && preparedFor.equals(tenantId);
  }

  /**
   * Reads it from table {@code <prefix>config}.
   *
   * @param connection to the tenant's database, in auto-commit mode: on PostgreSQL the question for
   *     a table that is missing ends a transaction
   * @param prefix of Moodle's tables, such as {@code mdl_}
   * @return empty when there is no such table, or it has no version: no Moodle is installed
   */
  public static Optional<InstalledMoodle> read(
      Connection connection, Dialect dialect, String prefix) throws SQLException {
    try {
      return of(config(connection, dialect.quote(prefix + "config")));
    } catch (SQLException e) {
      if (dialect.kindOf(e) == Kind.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Optional<InstalledMoodle> of(Map<String, String> config) {
    var version = config.getOrDefault("version", "");
    return version.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new InstalledMoodle(
                version,
                config.getOrDefault("release", ""),
                config.getOrDefault("allversionshash", ""),
                config.containsKey("upgraderunning"),
                config.getOrDefault(PREPARED_FOR, "")));
  }

  private static Map<String, String> config(Connection connection, String table)
      throws SQLException {
    var marks = Collections.nCopies(NAMES.size(), "?").stream().collect(joining(", "));
    try (var query =
        connection.prepareStatement(
            "SELECT name, coalesce(value, '') FROM " + table + " WHERE name IN (" + marks + ")")) {
      int mark = 0;
      for (var name : NAMES) {
        query.setString(++mark, name);
      }
      var config = new HashMap<String, String>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          config.put(rows.getString(1), rows.getString(2));
        }
      }
      return config;
    }
  }
}
