package io.vmoodle.operator.ledger;

import io.vmoodle.operator.database.TenantNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name that only one tenant of a platform may have.
 *
 * @param value in lower case: what differs in case only is one and the same to somebody (DNS,
 *     MariaDB on some file systems, the plugin's boot on MariaDB)
 */
record Claim(ClaimKind kind, String value) {
  Claim {
    value = value.toLowerCase(Locale.ROOT);
  }

  /**
   * All names of a new tenant, always in this order, so that claims wait for each other in line.
   */
  static List<Claim> of(NewTenant tenant) {
    var claims = new ArrayList<Claim>();
    claims.add(new Claim(ClaimKind.URL, tenant.url()));
    claims.add(database(tenant.server(), tenant.database()));
    if (tenant.origin() == Origin.CREATED) {
      claims.add(new Claim(ClaimKind.LOGIN, tenant.server() + "/" + tenant.login()));
    }
    claims.add(new Claim(ClaimKind.DATA_DIR, tenant.dataDir()));
    return claims;
  }

  /**
   * The names that a tenant has only while it is not released, in the same order: its URL, and what
   * was there before the operator and is not the operator's to keep for anybody.
   */
  static List<Claim> untilReleased(LedgerTenant tenant) {
    var url = new Claim(ClaimKind.URL, tenant.url());
    return tenant.origin() == Origin.CREATED
        ? List.of(url)
        : List.of(
            url,
            database(tenant.server(), tenant.database()),
            new Claim(ClaimKind.DATA_DIR, tenant.dataDir()));
  }

  /** The name of the database that a tenant has now. */
  static List<Claim> databaseOf(LedgerTenant tenant) {
    return List.of(database(tenant.server(), tenant.database()));
  }

  /** The name of another generation's database. */
  static Claim database(LedgerTenant tenant, int generation) {
    return database(tenant.server(), new TenantNames(tenant.id()).database(generation));
  }

  private static Claim database(String server, String database) {
    return new Claim(ClaimKind.DATABASE, server + "/" + database);
  }

  /** The folder itself and every folder that it is in, the root aside. */
  static List<String> withParents(String folder) {
    var folders = new ArrayList<String>();
    for (var end = folder.length(); end > 0; end = folder.lastIndexOf('/', end - 1)) {
      folders.add(folder.substring(0, end));
    }
    return folders;
  }
}
