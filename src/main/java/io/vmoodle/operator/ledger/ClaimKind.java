package io.vmoodle.operator.ledger;

/** What two tenants of one platform must not share. */
public enum ClaimKind {
  /** The root URL, as in the registry's {@code vhostname}. */
  URL("url"),
  /** {@code server/database}. */
  DATABASE("database"),
  /** {@code server/login}. */
  LOGIN("login"),
  /** The data folder's path. */
  DATA_DIR("data_dir"),
  /** The tenant's id; unique by itself in the whole ledger and never stored as a claim. */
  TENANT_ID("tenant_id");

  private final String column;

  ClaimKind(String column) {
    this.column = column;
  }

  /** The kind as the ledger stores it. */
  String column() {
    return column;
  }
}
