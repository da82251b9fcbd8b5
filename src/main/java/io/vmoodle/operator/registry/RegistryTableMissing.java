package io.vmoodle.operator.registry;

/**
 * The main Moodle's database has no registry table: the plugin is not installed, or elsewhere. Or
 * the operator's account has no right to it, which MariaDB does not tell from a missing table.
 */
public final class RegistryTableMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private RegistryTableMissing(String message) {
    super(message);
  }

  static RegistryTableMissing in(String database, String table) {
    return new RegistryTableMissing(
        ("database %s has no table %s with the registry's columns: install the plugin local_vmoodle"
                + " there, or correct registry.database or registry.tablePrefix")
            .formatted(database, table));
  }

  static RegistryTableMissing orDenied(String database, String table) {
    return new RegistryTableMissing(
        ("database %s has no table %s that the operator's account may use: install the plugin"
                + " local_vmoodle there, grant the account the rights on that table, or correct"
                + " registry.database or registry.tablePrefix")
            .formatted(database, table));
  }
}
