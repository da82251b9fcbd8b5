package io.vmoodle.lab.examples;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A file of {@code examples/}.
 *
 * @param file its path, seen from the project's folder
 */
public record Example(Path file) {
  /** Where the examples are. */
  public static final Path FOLDER = Path.of("examples");

  /** The file of that path below {@link #FOLDER}. */
  public static Example of(String path) {
    return new Example(FOLDER.resolve(path));
  }

  /** Every manifest, in a stable order. */
  public static List<Example> all() {
    return below(FOLDER);
  }

  /** The manifests of a folder below {@link #FOLDER}. */
  public static List<Example> folder(String path) {
    return below(FOLDER.resolve(path));
  }

  private static List<Example> below(Path folder) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(Example::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file as people read it. */
  public String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects in it, in their order, with every field that the file has. */
  public List<GenericKubernetesResource> objects() {
    return Arrays.stream(text().split("(?m)^---\n", -1))
        .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
        .toList();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
