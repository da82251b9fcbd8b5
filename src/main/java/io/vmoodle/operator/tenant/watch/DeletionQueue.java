package io.vmoodle.operator.tenant.watch;

import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.platform.fleet.Fleet;

/** The tenants of a platform that are to be deleted and wait for its budget. */
public interface DeletionQueue {
  /** How many of them were deleted earlier than this one. */
  int before(VirtualMoodle tenant, Fleet fleet);
}
