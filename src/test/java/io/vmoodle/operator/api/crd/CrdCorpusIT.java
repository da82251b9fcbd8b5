package io.vmoodle.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.TestNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real API server takes the valid manifests, and refuses the invalid ones with our messages. */
@ExtendWith(ClusterExtension.class)
class CrdCorpusIT {
  /** Said in addition where a value is so wrong that rules could not be evaluated. */
  private static final String NOT_ALL_CHECKED = "some validation rules were not checked";

  private final KubernetesClient client;
  private final TestNamespace namespace;

  CrdCorpusIT(KubernetesClient client, TestNamespace namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  @TestFactory
  Stream<DynamicTest> valid() {
    return Manifest.valid().stream()
        .map(
            manifest ->
                DynamicTest.dynamicTest(
                    manifest.toString(),
                    () -> assertThatCode(() -> submit(manifest)).doesNotThrowAnyException()));
  }

  @TestFactory
  Stream<DynamicTest> invalid() {
    return Manifest.invalid().stream()
        .map(
            manifest ->
                DynamicTest.dynamicTest(
                    manifest.toString(),
                    () ->
                        assertThatErrorsAreAsExpected(
                            manifest,
                            catchThrowableOfType(
                                KubernetesClientException.class, () -> submit(manifest)))));
  }

  private void submit(Manifest manifest) {
    var resources = manifest.resources();
    if (resources.size() == 1) {
      create(resources.getFirst(), true);
      return;
    }
    var before = create(resources.getFirst(), false);
    try {
      var after = resources.getLast();
      after.getMetadata().setResourceVersion(before.getMetadata().getResourceVersion());
      client
          .resource(after)
          .inNamespace(namespace.name())
          .dryRun()
          .fieldValidation(Validation.STRICT)
          .update();
    } finally {
      client.resource(before).delete();
    }
  }

  private GenericKubernetesResource create(GenericKubernetesResource resource, boolean dryRun) {
    return client
        .resource(resource)
        .inNamespace(namespace.name())
        .dryRun(dryRun)
        .fieldValidation(Validation.STRICT)
        .create();
  }

  /** Each error was expected, and each expectation was met. */
  private static void assertThatErrorsAreAsExpected(
      Manifest manifest, KubernetesClientException refusal) {
    assertThat(refusal).as("%s was taken", manifest).isNotNull();
    var unmet = new ArrayList<>(manifest.expectations());
    var unexpected = new ArrayList<String>();
    for (var cause : causes(refusal)) {
      var met = unmet.stream().filter(expectation -> isMet(expectation, cause)).findFirst();
      met.ifPresentOrElse(
          unmet::remove, () -> unexpected.add(cause.getField() + ": " + cause.getMessage()));
    }
    assertThat(unexpected).as("errors that %s does not expect", manifest).isEmpty();
    assertThat(unmet).as("expectations of %s; it got %s", manifest, refusal).isEmpty();
  }

  private static boolean isMet(Manifest.Expectation expectation, StatusCause cause) {
    return cause.getField().equals(expectation.field())
        && cause.getMessage().contains(expectation.message());
  }

  private static List<StatusCause> causes(KubernetesClientException refusal) {
    return refusal.getStatus().getDetails().getCauses().stream()
        .filter(cause -> !cause.getMessage().contains(NOT_ALL_CHECKED))
        .toList();
  }
}
