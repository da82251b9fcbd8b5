package io.vmoodle.operator.tenant;

/**
 * The names of everything that is made for a tenant. All follow from its id, so that nothing that
 * was made can be lost track of once the id is in the ledger.
 *
 * @param id ten characters of {@code [a-z0-9]}
 */
record TenantNames(String id) {
  /** The database that holds the given generation of the tenant's data, first is 1. */
  String database(int generation) {
    return "vm_" + id + "_" + generation;
  }

  /** The first login; 15 characters, because the registry's {@code vdblogin} takes 16. */
  String login() {
    return "vm_" + id + "_a";
  }

  /** The Secret with the database's credentials. */
  String databaseSecret() {
    return "vm-" + id + "-db";
  }

  /** The data folder below the platform's mount path. */
  String dataDir(String mountPath) {
    return mountPath + "/" + id;
  }
}
