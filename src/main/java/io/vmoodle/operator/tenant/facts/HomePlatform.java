package io.vmoodle.operator.tenant.facts;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.tenant.VirtualMoodle;

/** The platform that a tenant's resource names. */
public final class HomePlatform {
  private HomePlatform() {}

  /** Namespace and name of it; whether it exists is another question. */
  public static ResourceID of(VirtualMoodle tenant) {
    var reference = tenant.getSpec().platformRef();
    return new ResourceID(
        reference.name(), reference.namespaceOr(tenant.getMetadata().getNamespace()));
  }
}
