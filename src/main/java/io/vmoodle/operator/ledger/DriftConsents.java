package io.vmoodle.operator.ledger;

import java.util.Map;

/**
 * Changes of registry rows by others that a person consented to have mended.
 *
 * @param number how often somebody consented for the platform so far, so that the same changes once
 *     more are not the same
 * @param drift how each row was found that may be mended and is not yet, by tenant id
 */
public record DriftConsents(long number, Map<String, String> drift) {
  /** Copies the map. */
  public DriftConsents {
    drift = Map.copyOf(drift);
  }
}
