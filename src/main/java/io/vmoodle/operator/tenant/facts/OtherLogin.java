package io.vmoodle.operator.tenant.facts;

import io.vmoodle.operator.database.Inventory.FoundLogin;
import io.vmoodle.operator.ledger.LedgerTenant;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of the login that a tenant has beside the one that serves it. A request reads
 * the registry row when it begins and connects at once; so those that had read the row when it was
 * changed still need the earlier login, for a moment to connect and then for as long as they work.
 */
public enum OtherLogin {
  /** It cannot log in and has no sessions, or is not there, or is not the operator's. */
  CLOSED,
  /** Requests that read the row before it was changed may be about to connect. */
  IN_GRACE,
  /** It can be locked as soon as it has no sessions. */
  DUE,
  /** It is to be locked, and its sessions ended. */
  OVERDUE;

  /** By then whoever had read the row has connected. */
  public static final Duration LEAST = Duration.ofSeconds(10);

  /** Longer than requests work, downloads and long tasks aside. */
  public static final Duration MOST = Duration.ofSeconds(60);

  /**
   * Judges it.
   *
   * @param found as it is on the server, null where it is not
   */
  public static OtherLogin of(LedgerTenant tenant, @Nullable FoundLogin found, Instant now) {
    if (found == null || !tenant.id().equals(found.tenantId())) {
      return CLOSED;
    }
    var since = tenant.rotation().at();
    if (since == null && found.locked()) {
      return CLOSED;
    }
    // A clock that was set back must not keep an old password valid for ever.
    if (since == null || since.isAfter(now) || !now.isBefore(since.plus(MOST))) {
      return OVERDUE;
    }
    return now.isBefore(since.plus(LEAST)) ? IN_GRACE : DUE;
  }
}
