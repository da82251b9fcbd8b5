package io.vmoodle.operator.tenant;

import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.platform.Fleet;

/** The tenants of a platform that are to be deleted and wait for its budget. */
interface DeletionQueue {
  /** How many of them were deleted earlier than this one. */
  int before(VirtualMoodle tenant, Fleet fleet);
}
