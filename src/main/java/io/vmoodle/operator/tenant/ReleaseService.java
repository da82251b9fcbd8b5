package io.vmoodle.operator.tenant;

import io.vmoodle.operator.api.ServiceRef;

/** A release's Service as the ledger keeps it: {@code name:port}. */
final class ReleaseService {
  private ReleaseService() {}

  static String format(ServiceRef service) {
    return service.name() + ":" + service.port();
  }

  static ServiceRef parse(String kept) {
    int colon = kept.lastIndexOf(':');
    return new ServiceRef(kept.substring(0, colon), Integer.valueOf(kept.substring(colon + 1)));
  }
}
