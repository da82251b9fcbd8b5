package io.vmoodle.operator.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Listens to everything that the operator logs, at every level, and reads everything that people
 * may read in a cluster, in search of what must be nowhere there.
 */
final class Leaks extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  /** The drivers' own levels stay: at their lowest they dump what goes over the wire. */
  private static final List<String> TALKATIVE = List.of("io.vmoodle", "com.zaxxer.hikari");

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  private Leaks() {
    setContext(logger(Logger.ROOT_LOGGER_NAME).getLoggerContext());
    start();
    for (var name : TALKATIVE) {
      logger(name).setLevel(Level.TRACE);
      logger(name).setAdditive(false);
      logger(name).addAppender(this);
    }
    logger(Logger.ROOT_LOGGER_NAME).addAppender(this);
  }

  static Leaks listen() {
    return new Leaks();
  }

  @Override
  protected void append(ILoggingEvent event) {
    var failure = event.getThrowableProxy();
    lines.add(
        event.getFormattedMessage()
            + " "
            + event.getKeyValuePairs()
            + (failure == null ? "" : "\n" + ThrowableProxyUtil.asString(failure)));
  }

  /** Fails if a value is in a log line or in any object of the namespaces that is no Secret. */
  void assertNowhere(
      KubernetesClient client, Collection<String> namespaces, Collection<String> values) {
    var readable = namespaces.stream().flatMap(namespace -> objects(client, namespace)).toList();
    assertThat(readable).as("objects that were searched").isNotEmpty();
    for (var value : values) {
      var encoded = Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
      assertThat(lines).as("log").noneMatch(line -> line.contains(value) || line.contains(encoded));
      assertThat(readable)
          .as("objects")
          .noneMatch(object -> object.contains(value) || object.contains(encoded));
    }
  }

  /** Everything that may be read by whoever may look at a namespace, but not into its Secrets. */
  static List<String> objects(KubernetesClient client, Collection<String> namespaces) {
    return namespaces.stream().flatMap(namespace -> objects(client, namespace)).toList();
  }

  private static Stream<String> objects(KubernetesClient client, String namespace) {
    return Stream.<List<? extends HasMetadata>>of(
            client.resources(MoodlePlatform.class).inNamespace(namespace).list().getItems(),
            client.resources(VirtualMoodle.class).inNamespace(namespace).list().getItems(),
            client.v1().events().inNamespace(namespace).list().getItems(),
            client.network().v1().ingresses().inNamespace(namespace).list().getItems(),
            client.configMaps().inNamespace(namespace).list().getItems(),
            client.services().inNamespace(namespace).list().getItems())
        .flatMap(List::stream)
        .map(Serialization::asYaml);
  }

  @Override
  public void close() {
    for (var name : TALKATIVE) {
      logger(name).detachAppender(this);
      logger(name).setAdditive(true);
      logger(name).setLevel(null);
    }
    logger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
    logger("io.vmoodle").setLevel(Level.INFO);
    stop();
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
