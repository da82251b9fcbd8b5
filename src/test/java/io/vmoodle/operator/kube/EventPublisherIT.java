package io.vmoodle.operator.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.Fresh;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClusterExtension.class)
class EventPublisherIT {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00.5Z"), ZoneOffset.UTC);
  private static final Clock LATER = Clock.offset(NOW, Duration.ofMinutes(2));

  private final KubernetesClient client;
  private ConfigMap resource = new ConfigMap();

  EventPublisherIT(Cluster cluster) {
    client = cluster.client();
  }

  @BeforeEach
  void createResource(@Fresh TestNamespace namespace) {
    resource =
        client
            .resource(
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withNamespace(namespace.name())
                    .withName("hugo")
                    .endMetadata()
                    .build())
            .create();
  }

  @Test
  void anEventTellsWhatHappenedToWhat() {
    new EventPublisher(client, NOW, NOW)
        .warning(resource, Reason.AddressConflict, "taken by ns/zola");
    assertThat(events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getInvolvedObject().getUid())
                  .isEqualTo(resource.getMetadata().getUid());
              assertThat(event.getInvolvedObject().getKind()).isEqualTo("ConfigMap");
              assertThat(event.getType()).isEqualTo("Warning");
              assertThat(event.getReason()).isEqualTo("AddressConflict");
              assertThat(event.getMessage()).isEqualTo("taken by ns/zola");
              assertThat(event.getCount()).isEqualTo(1);
              assertThat(event.getLastTimestamp()).isEqualTo("2026-03-01T10:00:00Z");
              assertThat(event.getSource().getComponent()).isEqualTo("vmoodle-operator");
            });
  }

  @Test
  void repeatsRaiseTheCountOfOneEventAlsoAfterARestart() {
    new EventPublisher(client, NOW, NOW).warning(resource, Reason.DatabaseUnavailable, "down");
    var restarted = new EventPublisher(client, LATER, LATER);
    restarted.warning(resource, Reason.DatabaseUnavailable, "down");
    restarted.warning(resource, Reason.DatabaseUnavailable, "down");
    assertThat(events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getCount()).isEqualTo(2);
              assertThat(event.getFirstTimestamp()).isEqualTo("2026-03-01T10:00:00Z");
              assertThat(event.getLastTimestamp()).isEqualTo("2026-03-01T10:02:00Z");
            });
  }

  @Test
  void repeatsThatWereHeldAreCountedWithTheNextOne() {
    var clock = new SteppedClock(NOW.instant());
    var publisher = new EventPublisher(client, clock, clock);
    for (var times = 0; times < 5; times++) {
      publisher.normal(resource, Reason.DriftCorrected, "vdbhost");
    }
    assertThat(events()).singleElement().extracting(Event::getCount).isEqualTo(1);
    clock.now = clock.now.plusSeconds(60);
    publisher.normal(resource, Reason.DriftCorrected, "vdbhost");
    assertThat(events()).singleElement().extracting(Event::getCount).isEqualTo(6);
  }

  @Test
  void anEventThatTheServerForgotIsWrittenAgain() {
    var clock = new SteppedClock(NOW.instant());
    var publisher = new EventPublisher(client, clock, clock);
    publisher.normal(resource, Reason.Routed, "stored");
    client.resource(events().getFirst()).delete();
    clock.now = clock.now.plusSeconds(3_600);
    publisher.normal(resource, Reason.Routed, "stored");
    assertThat(events()).singleElement().extracting(Event::getCount).isEqualTo(1);
  }

  @Test
  void anotherMessageOrReasonIsAnotherEvent() {
    var publisher = new EventPublisher(client, NOW, NOW);
    publisher.normal(resource, Reason.DriftCorrected, "vdbhost");
    publisher.normal(resource, Reason.DriftCorrected, "vdbname");
    publisher.normal(resource, Reason.DriftDetected, "vdbname");
    assertThat(events()).hasSize(3);
  }

  @Test
  void aMessageIsCutAndBothEventApisShowIt() {
    new EventPublisher(client, NOW, NOW).normal(resource, Reason.Ready, "é\n".repeat(3_000));
    var namespace = resource.getMetadata().getNamespace();
    assertThat(client.events().v1().events().inNamespace(namespace).list().getItems())
        .singleElement()
        .satisfies(
            event -> assertThat(event.getNote().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(1_024));
  }

  @Test
  void nothingIsThrownWhenTheEventCannotBeWritten() {
    var elsewhere =
        new ConfigMapBuilder(resource)
            .editMetadata()
            .withNamespace("no-such-namespace")
            .endMetadata()
            .build();
    assertThatCode(
            () -> new EventPublisher(client, NOW, NOW).normal(elsewhere, Reason.Ready, "message"))
        .doesNotThrowAnyException();
  }

  @Test
  void nothingIsThrownWhenTheServerCannotBeReached() {
    var nobody =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("https://127.0.0.1:1")
            .withRequestRetryBackoffLimit(0)
            .build();
    try (var dead = new KubernetesClientBuilder().withConfig(nobody).build()) {
      assertThatCode(
              () -> new EventPublisher(dead, NOW, NOW).normal(resource, Reason.Ready, "message"))
          .doesNotThrowAnyException();
    }
  }

  private List<Event> events() {
    return client
        .v1()
        .events()
        .inNamespace(resource.getMetadata().getNamespace())
        .list()
        .getItems();
  }

  private static final class SteppedClock extends Clock {
    private Instant now;

    private SteppedClock(Instant now) {
      this.now = now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
