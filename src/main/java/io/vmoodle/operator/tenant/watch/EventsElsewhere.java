package io.vmoodle.operator.tenant.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.kube.UnreadableSpec;
import io.vmoodle.operator.tenant.facts.HomePlatform;
import java.util.Optional;

/**
 * Events of tenants, told elsewhere where their namespace is being deleted and takes no Events any
 * more: of their platform, or else of the namespace itself, which shows in namespace default.
 */
public final class EventsElsewhere implements Events {
  private final Events events;
  private final TenantEventSources sources;

  public EventsElsewhere(Events events, TenantEventSources sources) {
    this.events = events;
    this.sources = sources;
  }

  @Override
  public void publish(HasMetadata regarding, Type type, Reason reason, String message) {
    var namespace = regarding.getMetadata().getNamespace();
    var going = sources.goingNamespace(namespace);
    if (going.isEmpty()) {
      events.publish(regarding, type, reason, message);
      return;
    }
    var named =
        "%s %s/%s: %s"
            .formatted(regarding.getKind(), namespace, regarding.getMetadata().getName(), message);
    events.publish(platformThatStays(regarding).orElse(going.get()), type, reason, named);
  }

  private Optional<HasMetadata> platformThatStays(HasMetadata regarding) {
    return regarding instanceof VirtualMoodle tenant && !UnreadableSpec.is(tenant)
        ? sources
            .platform(HomePlatform.of(tenant))
            .filter(it -> sources.goingNamespace(it.getMetadata().getNamespace()).isEmpty())
            .map(HasMetadata.class::cast)
        : Optional.empty();
  }
}
