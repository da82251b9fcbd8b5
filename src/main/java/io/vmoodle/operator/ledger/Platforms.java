package io.vmoodle.operator.ledger;

import io.vmoodle.operator.database.Dialect;
import java.util.List;

/** Which resource holds which registry, and who leads. */
@SuppressWarnings({"DoNotCallSuggester", "unused"}) // signatures only, so far
public final class Platforms {
  /** The ledger that these connections lead to. */
  public Platforms(Dialect dialect, ConnectionSource connections) {}

  /**
   * Claims a registry for a platform resource, or finds that it has it already. A resource that was
   * deleted and made anew under its name gets its registry back. The epoch in the answer is for
   * information: only {@link #raiseEpoch} makes a leader.
   *
   * @param takeoverFrom id of the cluster that the registry may be taken from; empty: none
   * @throws PlatformTaken when another resource or another cluster holds the registry
   */
  public LedgerPlatform openPlatform(PlatformKey key, PlatformOwner owner, String takeoverFrom) {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts the term of a new leader, once per process and platform: whoever led before gets {@link
   * StaleLeader} from then on.
   *
   * @throws PlatformTaken when the registry has another owner by now
   */
  public Ledger raiseEpoch(LedgerPlatform platform) {
    throw new UnsupportedOperationException();
  }

  /**
   * Lets go of a registry, so that any platform may have it. Retained tenants stay in the ledger
   * and go with it.
   *
   * @return false, with nothing changed, while tenants are ACTIVE or DELETING
   */
  public boolean releasePlatform(LedgerPlatform platform) {
    throw new UnsupportedOperationException();
  }

  /** All platforms of the ledger, for diagnosis. */
  public List<LedgerPlatform> platforms() {
    throw new UnsupportedOperationException();
  }
}
