package io.vmoodle.lab.benchmark;

import io.vmoodle.operator.harness.Reality;
import java.sql.SQLException;
import java.util.List;

/** What there is to be upgraded: Moodles of new tenants, as small as Moodles can be. */
final class Wave {
  /** Tenants that are upgraded at a time. */
  static final int AT_A_TIME = 16;

  private Wave() {}

  /** The database that is kept from before an upgrade. */
  static String copy(String database) {
    return database.replaceFirst("_1$", "_2");
  }

  /** As if Jobs had installed release 4.4 for these tenants. */
  static void install(Site site, List<String> ids) {
    var reality = new Reality(site.engine(), site.registry());
    Parallel.each(ids, BareWriter.AT_A_TIME, id -> install(reality, id));
  }

  private static void install(Reality reality, String id) throws SQLException {
    var database = "vm_%s_1".formatted(id);
    reality.makeMoodle(id, database, true);
    reality.asTenant(
        id,
        database,
        "CREATE TABLE mdl_config_plugins (id BIGINT PRIMARY KEY, plugin VARCHAR(100), name VARCHAR(100), value TEXT)",
        "INSERT INTO mdl_config_plugins VALUES (1, 'mod_forum', 'version', '2024042200')");
  }
}
