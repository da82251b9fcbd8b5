package io.vmoodle.operator.tenant;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Finding;

/** What a tenant says of a platform that nothing can be done with. */
final class PlatformFindings {
  private PlatformFindings() {}

  /** What ails a platform is told in its own namespace only: nobody asked who may know it yet. */
  static Finding notReady(VirtualMoodle tenant, Finding why) {
    var home = VirtualMoodleReconciler.platformOf(tenant).getNamespace().orElse("");
    return new Finding(
        Reason.PlatformNotReady,
        home.equals(tenant.getMetadata().getNamespace())
            ? "The platform is not ready: " + why.message()
            : "The platform is not ready; its own status says why. Ask its owner.");
  }

  static Finding notFound(VirtualMoodle tenant) {
    var platform = VirtualMoodleReconciler.platformOf(tenant);
    return new Finding(
        Reason.PlatformNotFound,
        "There is no MoodlePlatform %s in namespace %s. Create it; platformRef cannot be changed."
            .formatted(platform.getName(), platform.getNamespace().orElse("")));
  }

  /** The same for a deletion, which may end without the platform. */
  static Finding withWayOut(VirtualMoodle tenant, Finding why) {
    return new Finding(
        why.reason(),
        "%s Or let go of the tenant and leave all that it has, by the annotation %s: %s."
            .formatted(why.message(), Hold.ANNOTATION, TenantStatuses.current(tenant).tenantId()));
  }
}
