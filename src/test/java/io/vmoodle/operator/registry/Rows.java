package io.vmoodle.operator.registry;

import org.jspecify.annotations.Nullable;

/** Rows for tests: one tenant's, changed part by part. */
record Rows(RegistryRow row) {
  static final String TENANT = "abcdefghij";

  /** The row that tenant {@link #TENANT} should have. */
  static Rows hugo() {
    return new Rows(
        new RegistryRow(
            null,
            "Lycée Victor Hugo",
            "hugo",
            "",
            "https://hugo.example.edu",
            "mariadb",
            "mariadb.db.svc",
            "vm_abcdefghij_a",
            "0123456789abcdef0123456789abcdef",
            "vm_abcdefghij_1",
            "mdl_",
            false,
            "/srv/moodledata/abcdefghij",
            -1,
            true,
            Metadata.of(TENANT, "4.4")));
  }

  Rows id(@Nullable Long id) {
    return with(id, row.name(), row.vhostname(), row.vdbname(), row.metadata());
  }

  Rows name(String name) {
    return with(row.id(), name, row.vhostname(), row.vdbname(), row.metadata());
  }

  Rows vhostname(String vhostname) {
    return with(row.id(), row.name(), vhostname, row.vdbname(), row.metadata());
  }

  Rows vdbname(String vdbname) {
    return with(row.id(), row.name(), row.vhostname(), vdbname, row.metadata());
  }

  Rows metadata(@Nullable String metadata) {
    return with(row.id(), row.name(), row.vhostname(), row.vdbname(), metadata);
  }

  Rows password(String vdbpass) {
    return copy(row.id(), row.name(), row.vhostname(), row.vdbname(), vdbpass, row.metadata());
  }

  private Rows with(
      @Nullable Long id, String name, String vhostname, String vdbname, @Nullable String metadata) {
    return copy(id, name, vhostname, vdbname, row.vdbpass(), metadata);
  }

  private Rows copy(
      @Nullable Long id,
      String name,
      String vhostname,
      String vdbname,
      String vdbpass,
      @Nullable String metadata) {
    return new Rows(
        new RegistryRow(
            id,
            name,
            row.shortname(),
            row.description(),
            vhostname,
            row.vdbtype(),
            row.vdbhost(),
            row.vdblogin(),
            vdbpass,
            vdbname,
            row.vdbprefix(),
            row.vdbpersist(),
            row.vdatapath(),
            row.mnet(),
            row.enabled(),
            metadata));
  }
}
