package io.vmoodle.operator.ledger;

import io.vmoodle.operator.database.Dialect;

/**
 * The ledger's tables by their full names. On MariaDB they are in a database of their own, on
 * PostgreSQL in a schema of the registry's database; SQL names both alike.
 *
 * @param space name of that database or schema
 */
record LedgerTables(Dialect dialect, String space) {
  LedgerTables(Dialect dialect) {
    this(dialect, "vmoodle_operator");
  }

  String version() {
    return table("schema_version");
  }

  String platform() {
    return table("platform");
  }

  String server() {
    return table("server");
  }

  String tenant() {
    return table("tenant");
  }

  String claim() {
    return table("claim");
  }

  String operation() {
    return table("operation");
  }

  String deletion() {
    return table("deletion");
  }

  String driftConsent() {
    return table("drift_consent");
  }

  String keptDatabase() {
    return table("kept_database");
  }

  String upkeep() {
    return table("upkeep");
  }

  String leader() {
    return table("leader");
  }

  private String table(String name) {
    return dialect.quote(space) + "." + dialect.quote(name);
  }
}
