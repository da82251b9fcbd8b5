package io.vmoodle.operator.registry;

/** The main Moodle's database has no registry table: the plugin is not installed, or elsewhere. */
public final class RegistryTableMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryTableMissing(String database, String table) {
    super(
        ("database %s has no table %s with the registry's columns: install the plugin local_vmoodle"
                + " there, or correct registry.database or registry.tablePrefix")
            .formatted(database, table));
  }
}
