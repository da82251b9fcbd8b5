package io.vmoodle.operator.harness;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** The Events of a resource: what {@code kubectl describe} tells a person. */
public final class Story {
  private Story() {}

  /** All Events of a resource, those of an earlier one of its name left out. */
  public static List<Event> of(KubernetesClient client, HasMetadata resource) {
    return client
        .v1()
        .events()
        .inNamespace(resource.getMetadata().getNamespace())
        .withField("involvedObject.uid", resource.getMetadata().getUid())
        .list()
        .getItems();
  }

  /** The messages of the Events with that reason. */
  public static List<String> messages(
      KubernetesClient client, HasMetadata resource, String reason) {
    return of(client, resource).stream()
        .filter(event -> event.getReason().equals(reason))
        .map(Event::getMessage)
        .toList();
  }

  /** Waits for the first Event with that reason and returns its message. */
  public static String awaitMessage(KubernetesClient client, HasMetadata resource, String reason) {
    return await("Event " + reason)
        .atMost(RunningOperator.PATIENCE)
        .until(() -> messages(client, resource, reason), found -> !found.isEmpty())
        .getFirst();
  }
}
