package io.vmoodle.operator.tenant;

import io.vmoodle.operator.registry.RegistryRow;
import org.jspecify.annotations.Nullable;

/** Registry rows for tests, changed part by part. */
record Rows(RegistryRow row) {
  /** A row of somebody whom the operator does not know, with tenant hugo's URL. */
  static Rows strangers() {
    return new Rows(
        new RegistryRow(
            3L,
            "Theirs",
            "theirs",
            "",
            Wishes.URL,
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

  Rows id(@Nullable Long id) {
    return change(id, row.name(), row.vdbname(), row.vdbpass(), row.metadata());
  }

  Rows name(String name) {
    return change(row.id(), name, row.vdbname(), row.vdbpass(), row.metadata());
  }

  Rows database(String vdbname) {
    return change(row.id(), row.name(), vdbname, row.vdbpass(), row.metadata());
  }

  Rows password(String vdbpass) {
    return change(row.id(), row.name(), row.vdbname(), vdbpass, row.metadata());
  }

  Rows metadata(@Nullable String metadata) {
    return change(row.id(), row.name(), row.vdbname(), row.vdbpass(), metadata);
  }

  private Rows change(
      @Nullable Long id, String name, String vdbname, String vdbpass, @Nullable String metadata) {
    return new Rows(
        new RegistryRow(
            id,
            name,
            row.shortname(),
            row.description(),
            row.vhostname(),
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
