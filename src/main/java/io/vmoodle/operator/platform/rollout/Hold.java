package io.vmoodle.operator.platform.rollout;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;

/**
 * Why a tenant does not begin to come to another release.
 *
 * @param standing what it is counted as
 * @param why for its condition
 */
record Hold(Standing standing, Finding why) {
  static Hold of(Standing standing, Reason reason, String message) {
    return new Hold(standing, new Finding(reason, message));
  }

  /** One that ends by itself, or for all tenants at once. */
  static Hold queued(Reason reason, String message) {
    return of(Standing.QUEUED, reason, message);
  }
}
