package io.vmoodle.operator.ledger;

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

  static Claim url(String url) {
    return new Claim(ClaimKind.URL, url);
  }

  /**
   * All names of a new tenant, always in this order, so that claims wait for each other in line.
   */
  static List<Claim> of(NewTenant tenant) {
    var claims = new ArrayList<Claim>();
    claims.add(url(tenant.url()));
    claims.add(new Claim(ClaimKind.DATABASE, onServer(tenant, tenant.database())));
    if (tenant.origin() == Origin.CREATED) {
      claims.add(new Claim(ClaimKind.LOGIN, onServer(tenant, tenant.login())));
    }
    claims.add(new Claim(ClaimKind.DATA_DIR, tenant.dataDir()));
    return claims;
  }

  private static String onServer(NewTenant tenant, String name) {
    return tenant.server() + "/" + name;
  }
}
