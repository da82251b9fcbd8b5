package io.vmoodle.operator.crash.pods;

import java.util.Locale;

/** Where an installation is held, and by what. */
enum InstallState {
  /** The database is empty. */
  BEGIN("install_database.start=hang"),
  /** Some tables are there. */
  TABLES("install_database.half=hang"),
  /** A Moodle is there, whose administrator has a password that nobody knows. */
  ACCOUNT("account.password=hang");

  private final String fault;

  InstallState(String fault) {
    this.fault = fault;
  }

  /** Name of the tenant that is held there. */
  String tenant() {
    return "install-" + name().toLowerCase(Locale.ROOT);
  }

  /** What the stand-in is told; see its README. */
  String fault() {
    return fault;
  }
}
