package io.vmoodle.operator.registry;

/** The main Moodle's database has no registry table: the plugin is not installed, or elsewhere. */
public final class RegistryTableMissing extends RuntimeException {
  RegistryTableMissing(String database, String table) {
    super(
        "database %s has no table %s: install the plugin local_vmoodle there, or correct"
                .formatted(database, table)
            + " registry.database or registry.tablePrefix");
  }
}
