package io.vmoodle.operator.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The last change of a tenant's login from one of its two names to the other.
 *
 * @param request fingerprint of the last request that a change answered, at most 64 characters;
 *     null if nobody ever asked for one
 * @param at when the registry row got the login that it has now; null while it has its first one,
 *     and as soon as the login before is closed: locked, and without sessions
 */
public record Rotation(@Nullable String request, @Nullable Instant at) {
  /** Of a tenant that still has its first login. */
  public static final Rotation NONE = new Rotation(null, null);

  /** The same, with the login before closed. */
  Rotation closed() {
    return new Rotation(request, null);
  }

  /** As the ledger stores times, so that a change equals itself when it is read again. */
  public Rotation {
    at = at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
  }
}
