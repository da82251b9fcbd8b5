package io.vmoodle.operator.moodle;

import io.vmoodle.operator.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Which plugins a tenant's own database says that the Moodle in it has. */
public final class InstalledPlugins {
  private InstalledPlugins() {}

  /**
   * Reads them from table {@code <prefix>config_plugins}, where Moodle keeps the version of each.
   *
   * @param connection to the tenant's database
   * @param prefix of Moodle's tables, such as {@code mdl_}
   * @return versions by name, such as {@code mod_forum}
   */
  public static Map<String, String> read(Connection connection, Dialect dialect, String prefix)
      throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT plugin, value FROM %s WHERE name = ?"
                .formatted(dialect.quote(prefix + "config_plugins")))) {
      query.setString(1, "version");
      var plugins = new HashMap<String, String>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          var version = rows.getString(2);
          plugins.put(rows.getString(1), version == null ? "" : version);
        }
      }
      return plugins;
    }
  }
}
