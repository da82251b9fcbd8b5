package io.vmoodle.operator.platform;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import java.util.Set;

/** Has a platform looked at before its time, for what was found beside the looks at it. */
final class PlatformTrigger extends AbstractEventSource<Void, MoodlePlatform> {
  PlatformTrigger() {
    super(Void.class, "release-probes");
  }

  void trigger(ResourceID platform) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(platform));
    }
  }

  @Override
  public Set<Void> getSecondaryResources(MoodlePlatform platform) {
    return Set.of();
  }
}
