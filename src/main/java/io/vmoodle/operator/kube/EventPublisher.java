package io.vmoodle.operator.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.api.Reason;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of {@code core/v1}. Both event APIs store the same objects and {@code kubectl} shows both;
 * in {@code core/v1} the count may be raised later, so that a repeat is one small patch and reads
 * "5s (x3 over 10m)", while {@code events.k8s.io/v1} forbids to change anything but a series.
 *
 * <p>The name comes from the resource's uid, the reason and the message: what happens again raises
 * the count of the same object, also after a restart.
 */
public final class EventPublisher implements Events {
  private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
  private static final int MAX_MESSAGE_BYTES = 1_024;
  private static final int MAX_OBJECT_NAME = 200;

  private final KubernetesClient client;
  private final Clock clock;
  private final InstantSource steady;
  private final EventTally tally = new EventTally();

  /**
   * Publishes with the rights of this client.
   *
   * @param clock tells when something happened
   * @param steady tells how long ago; the clock may jump
   */
  public EventPublisher(KubernetesClient client, Clock clock, InstantSource steady) {
    this.client = client;
    this.clock = clock;
    this.steady = steady;
  }

  @Override
  public void publish(HasMetadata regarding, Type type, Reason reason, String message) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    try {
      var event = event(regarding, type, reason, Excerpt.of(message, MAX_MESSAGE_BYTES), now);
      switch (tally.count(
          event.getInvolvedObject(), event.getMetadata().getName(), steady.instant())) {
        case EventTally.First() -> createOrAdd(event);
        case EventTally.Repeated(int times) -> addOrCreate(event, times);
        case EventTally.Held() -> {}
      }
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("namespace", regarding.getMetadata().getNamespace())
          .addKeyValue("name", regarding.getMetadata().getName())
          .addKeyValue("reason", reason)
          .addKeyValue("cause", cause(e))
          .log("an Event could not be written");
    }
  }

  private void createOrAdd(Event event) {
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      addOrCreate(event, 1);
    }
  }

  private void addOrCreate(Event event, int times) {
    var stored = client.resource(event).get();
    if (stored == null) {
      // The API server forgets Events after an hour.
      event.setCount(times);
      client.resource(event).create();
      return;
    }
    client
        .resource(stored)
        .edit(
            before ->
                new EventBuilder(before)
                    .withCount(Objects.requireNonNullElse(before.getCount(), 1) + times)
                    .withLastTimestamp(event.getLastTimestamp())
                    .build());
  }

  private static Event event(
      HasMetadata regarding, Type type, Reason reason, String message, Instant now) {
    var metadata = regarding.getMetadata();
    var namespace = Objects.requireNonNullElse(metadata.getNamespace(), "default");
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name(regarding, type, reason, message))
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(regarding.getApiVersion())
        .withKind(regarding.getKind())
        .withNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .withUid(metadata.getUid())
        .endInvolvedObject()
        .withType(type.name())
        .withReason(reason.name())
        .withMessage(message)
        .withCount(1)
        .withFirstTimestamp(now.toString())
        .withLastTimestamp(now.toString())
        .withNewSource()
        .withComponent(Labels.OPERATOR)
        .endSource()
        .withReportingComponent(Labels.OPERATOR)
        .build();
  }

  /** The API server's own words, or what kept the request from reaching it. */
  private static String cause(Throwable e) {
    if (e instanceof KubernetesClientException refused && refused.getStatus() != null) {
      return refused.getCode() + " " + refused.getStatus().getMessage();
    }
    return e.getCause() == null ? e.toString() : cause(e.getCause());
  }

  private static String name(HasMetadata regarding, Type type, Reason reason, String message) {
    var identity =
        String.join("\n", regarding.getMetadata().getUid(), type.name(), reason.name(), message);
    var name = regarding.getMetadata().getName();
    return name.substring(0, Math.min(name.length(), MAX_OBJECT_NAME))
        + "."
        + Sha256.hex(identity.getBytes(UTF_8), 16);
  }
}
