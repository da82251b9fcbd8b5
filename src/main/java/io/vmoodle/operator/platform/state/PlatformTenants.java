package io.vmoodle.operator.platform.state;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The tenants' resources, as far as a platform has to do with them. */
public interface PlatformTenants {
  /** Has these tenants looked at, because something of theirs was seen to change. */
  void trigger(Collection<ResourceID> tenants);

  /** Has every tenant looked at that names this platform. */
  void triggerAllOf(ResourceID platform);

  /** Whether there is such a resource, as far as it is watched. */
  boolean exists(ResourceID tenant);

  /**
   * The resources of all tenants that name this platform, as they are watched; empty as long as not
   * all were read.
   */
  Optional<Map<ResourceID, TenantResource>> resources(ResourceID platform);

  /** Whether any tenant names this platform. */
  boolean existFor(ResourceID platform);
}
