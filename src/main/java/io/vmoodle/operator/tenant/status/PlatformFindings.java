package io.vmoodle.operator.tenant.status;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.tenant.facts.HomePlatform;

/** What a tenant says of a platform that nothing can be done with. */
public final class PlatformFindings {
  private PlatformFindings() {}

  /** What ails a platform is told in its own namespace only: nobody asked who may know it yet. */
  public static Finding notReady(VirtualMoodle tenant, Finding why) {
    var home = HomePlatform.of(tenant).getNamespace().orElse("");
    return new Finding(
        Reason.PlatformNotReady,
        home.equals(tenant.getMetadata().getNamespace())
            ? "The platform is not ready: " + why.message()
            : "The platform is not ready; its own status says why. Ask its owner.");
  }

  /** What a tenant says whose platform does not exist. */
  public static Finding notFound(VirtualMoodle tenant) {
    var platform = HomePlatform.of(tenant);
    return new Finding(
        Reason.PlatformNotFound,
        "There is no MoodlePlatform %s in namespace %s. Create it; platformRef cannot be changed."
            .formatted(platform.getName(), platform.getNamespace().orElse("")));
  }

  /** The same for a deletion, which may end without the platform. */
  public static Finding withWayOut(VirtualMoodle tenant, Finding why) {
    return new Finding(
        why.reason(),
        "%s Or let go of the tenant and leave all that it has, by the annotation %s: %s."
            .formatted(why.message(), Hold.ANNOTATION, TenantStatuses.current(tenant).tenantId()));
  }
}
