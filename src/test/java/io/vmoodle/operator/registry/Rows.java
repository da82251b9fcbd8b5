package io.vmoodle.operator.registry;

import org.jspecify.annotations.Nullable;

/** Rows for tests, changed part by part. */
public record Rows(RegistryRow row) {
  public static final String TENANT = "abcdefghij";

  /** The row that tenant {@link #TENANT} should have. */
  public static Rows hugo() {
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

  /** A row of somebody whom the operator does not know, with tenant hugo's URL. */
  public static Rows strangers() {
    return new Rows(
        new RegistryRow(
            3L,
            "Theirs",
            "theirs",
            "",
            "https://hugo.example.edu",
            "mariadb",
            "localhost",
            "theirs",
            "their-Secret-1",
            "their_database",
            "mdl_",
            true,
            "/srv/theirs",
            5,
            true,
            "{}"));
  }

  public Rows id(@Nullable Long id) {
    return with(id, row.name(), row.vhostname(), row.vdbname(), row.metadata());
  }

  public Rows name(String name) {
    return with(row.id(), name, row.vhostname(), row.vdbname(), row.metadata());
  }

  public Rows vhostname(String vhostname) {
    return with(row.id(), row.name(), vhostname, row.vdbname(), row.metadata());
  }

  public Rows database(String vdbname) {
    return with(row.id(), row.name(), row.vhostname(), vdbname, row.metadata());
  }

  public Rows metadata(@Nullable String metadata) {
    return with(row.id(), row.name(), row.vhostname(), row.vdbname(), metadata);
  }

  public Rows password(String vdbpass) {
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
