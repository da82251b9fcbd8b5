package io.vmoodle.operator.platform;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.platform.inspection.Inspection;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.PlatformDirectory;
import io.vmoodle.operator.platform.state.PlatformState;
import io.vmoodle.operator.platform.state.PlatformState.Open;
import io.vmoodle.operator.platform.state.PlatformTenants;

/** Tells tenants how their platform is, and has those looked at that it concerns. */
final class Publication {
  private final PlatformDirectory directory;
  private final PlatformTenants tenants;

  Publication(PlatformDirectory directory, PlatformTenants tenants) {
    this.directory = directory;
    this.tenants = tenants;
  }

  void publish(ResourceID platform, Inspection inspection) {
    var before = directory.publish(platform, inspection.state());
    if (concernsAll(before, inspection.state())) {
      tenants.triggerAllOf(platform);
    } else {
      tenants.trigger(inspection.changed());
    }
  }

  private static boolean concernsAll(PlatformState before, PlatformState now) {
    if (before instanceof Open(OpenPlatform then) && now instanceof Open(OpenPlatform open)) {
      return !then.facts().ofAllTenants().equals(open.facts().ofAllTenants());
    }
    return !before.equals(now);
  }
}
