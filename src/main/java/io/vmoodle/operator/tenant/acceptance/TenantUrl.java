package io.vmoodle.operator.tenant.acceptance;

import io.vmoodle.operator.api.tenant.Address;
import java.net.URI;

/** Where a tenant is reached. */
public final class TenantUrl {
  private TenantUrl() {}

  /**
   * The tenant's root, which is byte for byte what the registry's {@code vhostname} must hold: the
   * plugin compares it with scheme, host, port and first path element of a request.
   *
   * @param mainUrl the main Moodle's root, whose scheme and port every tenant shares
   */
  public static String of(String mainUrl, Address address) {
    if (address.subPath() != null) {
      return mainUrl + "/" + address.subPath();
    }
    var main = URI.create(mainUrl);
    var port = main.getPort() < 0 ? "" : ":" + main.getPort();
    return main.getScheme() + "://" + address.host() + port;
  }
}
