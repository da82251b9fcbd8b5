package io.vmoodle.lab.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Puts the CRDs of a folder into a cluster. */
public final class CustomResourceDefinitions {
  /** The folder with this project's own, seen from the project's folder. */
  public static final Path OURS = Path.of("crds");

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final KubernetesClient client;

  /** Puts them where this client, which needs an admin's rights, leads. */
  public CustomResourceDefinitions(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Applies every {@code *.yaml} of the folder, if there is one, and waits until they are served.
   */
  public void apply(Path folder) {
    apply(files(folder));
  }

  /** Applies each of the files and waits until they are served. */
  void apply(List<Path> files) {
    var definitions = files.stream().map(this::applyFile).toList();
    definitions.forEach(this::awaitServed);
  }

  private CustomResourceDefinition applyFile(Path file) {
    try (var content = Files.newInputStream(file)) {
      var resource = client.apiextensions().v1().customResourceDefinitions().load(content);
      return resource.forceConflicts().fieldManager("vmoodle-lab").serverSideApply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Established comes a moment before the first request is answered, so a request is the check. */
  private void awaitServed(CustomResourceDefinition definition) {
    var resources =
        client.genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(definition));
    await(definition.getMetadata().getName())
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(KubernetesClientException.class)
        .until(() -> established(definition) && resources.inAnyNamespace().list() != null);
  }

  private boolean established(CustomResourceDefinition definition) {
    var status =
        client
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .withName(definition.getMetadata().getName())
            .get()
            .getStatus();
    // A definition that was stored just now has no conditions yet.
    return status != null
        && status.getConditions() != null
        && status.getConditions().stream()
            .anyMatch(it -> it.getType().equals("Established") && it.getStatus().equals("True"));
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
