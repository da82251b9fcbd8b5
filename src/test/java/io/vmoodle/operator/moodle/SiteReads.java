package io.vmoodle.operator.moodle;

import io.vmoodle.lab.moodle.Cli;
import io.vmoodle.lab.moodle.MoodleSite;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.moodle.TenantRow;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What can be found out of the Moodles of a site. */
record SiteReads(Engine engine, MoodleSite site) {
  Cli switched(TenantRow row, Release release) {
    return Cli.in(site.code(release))
        .setting("auto_prepend_file", site.switchFile())
        .with("VMOODLE_HOST", row.url());
  }

  int cron(TenantRow row, Release release) {
    return switched(row, release).run("admin/cli/cron.php").exitCode();
  }

  String hash(String url, Release release) {
    var code =
        "define('CLI_SCRIPT', true); define('ABORT_AFTER_CONFIG', true); require('config.php');"
            + " echo core_component::get_all_versions_hash();";
    return Cli.in(site.code(release))
        .with("VMOODLE_HOST", url)
        .with("VMOODLE_ALLOW", "release")
        .run("-r", code)
        .output();
  }

  InstalledMoodle moodle(TenantRow row) throws SQLException {
    try (var connection = site.server().superuser(row.database())) {
      return InstalledMoodle.read(connection, Dialect.of(engine), "mdl_").orElseThrow();
    }
  }

  String sessions(TenantRow row) throws SQLException {
    return read(row, "SELECT count(*) FROM mdl_sessions").getFirst();
  }

  List<String> config(TenantRow row) throws SQLException {
    return read(row, "SELECT concat(name, '=', value) FROM mdl_config ORDER BY name");
  }

  private List<String> read(TenantRow row, String sql) throws SQLException {
    try (var connection = site.server().superuser(row.database());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
