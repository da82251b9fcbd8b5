package io.vmoodle.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.TestNamespace;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * No string that the operator gives to SQL, PHP or a shell can break out of its place there: the
 * API server refuses it before the operator sees it. Texts for people may hold anything but control
 * characters; they are only ever bound as parameters.
 */
@ExtendWith(ClusterExtension.class)
class HostileStringsIT {
  private static final Map<String, Function<String, String>> HOSTILE =
      Map.ofEntries(
          Map.entry("quote", value -> value + "'"),
          Map.entry("double quote", value -> value + "\""),
          Map.entry("backtick", value -> value + "`"),
          Map.entry("backslash", value -> value + "\\"),
          Map.entry("semicolon", value -> value + ";"),
          Map.entry("dollar", value -> value + "$x"),
          Map.entry("null character", value -> value + "\0"),
          Map.entry("line break at the end", value -> value + "\n"),
          Map.entry("non-ASCII letter", value -> value + "é"),
          Map.entry("full-width quote", value -> value + "\uff07"),
          Map.entry("direction override", value -> value + "\u202e"),
          Map.entry("300 characters", value -> "x".repeat(300)));

  private static final Map<String, Function<String, String>> HOSTILE_IN_TEXTS =
      Map.of(
          "null character", value -> value + "\0",
          "escape character", value -> value + "\u001b[31m",
          "5,000 characters", value -> "x".repeat(5000));

  private final KubernetesClient client;
  private final TestNamespace namespace;

  HostileStringsIT(KubernetesClient client, TestNamespace namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  @TestFactory
  Stream<DynamicTest> areRefused() {
    return FullManifests.all()
        .flatMap(
            manifest ->
                Leaf.stringsIn(manifest).stream()
                    .filter(leaf -> !FullManifests.isOpaque(leaf))
                    .map(
                        leaf ->
                            DynamicTest.dynamicTest(
                                manifest.get("kind").asText() + " " + leaf.field(),
                                () -> assertRefused(manifest, leaf))));
  }

  private void assertRefused(JsonNode manifest, Leaf leaf) {
    var hostile = FullManifests.isText(leaf) ? HOSTILE_IN_TEXTS : HOSTILE;
    assertThat(hostile)
        .allSatisfy(
            (name, change) -> {
              var refusal =
                  catchThrowableOfType(
                      KubernetesClientException.class,
                      () -> submit(leaf.changedIn(manifest, change)));
              assertThat(refusal).as("%s in %s was taken", name, leaf.field()).isNotNull();
              assertThat(refusal.getStatus().getDetails().getCauses())
                  .extracting(StatusCause::getField)
                  .anyMatch(field -> field.length() > 4 && leaf.field().startsWith(field));
            });
  }

  private void submit(JsonNode manifest) {
    var resource = Serialization.unmarshal(manifest.toString(), GenericKubernetesResource.class);
    client.resource(resource).inNamespace(namespace.name()).dryRun().create();
  }
}
