package io.vmoodle.operator.platform.state;

import io.vmoodle.operator.api.ServiceRef;

/** A release's Service as the ledger keeps it: {@code name:port}. */
public final class ReleaseService {
  private ReleaseService() {}

  /** The kept form. */
  public static String format(ServiceRef service) {
    return service.name() + ":" + service.port();
  }

  /** The Service in the kept form. */
  public static ServiceRef parse(String kept) {
    int colon = kept.lastIndexOf(':');
    return new ServiceRef(kept.substring(0, colon), Integer.valueOf(kept.substring(colon + 1)));
  }
}
