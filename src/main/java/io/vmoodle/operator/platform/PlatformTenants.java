package io.vmoodle.operator.platform;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;

/** The tenants' resources, as far as a platform has to do with them. */
public interface PlatformTenants {
  /** Has these tenants looked at, because something of theirs was seen to change. */
  void trigger(Collection<ResourceID> tenants);

  /** Has every tenant looked at that names this platform. */
  void triggerAllOf(ResourceID platform);

  /** Whether there is such a resource, as far as it is watched. */
  boolean exists(ResourceID tenant);

  /** Whether any tenant names this platform. */
  boolean existFor(ResourceID platform);
}
