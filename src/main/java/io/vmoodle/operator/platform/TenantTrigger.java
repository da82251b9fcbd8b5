package io.vmoodle.operator.platform;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;

/** Has tenants looked at again, because something of their platform changed. */
public interface TenantTrigger {
  /** Has these tenants looked at. */
  void trigger(Collection<ResourceID> tenants);

  /** Has every tenant looked at that names this platform. */
  void triggerAllOf(ResourceID platform);
}
