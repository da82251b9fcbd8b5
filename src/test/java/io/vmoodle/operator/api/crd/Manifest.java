package io.vmoodle.operator.api.crd;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One file of the corpus: a resource, or two that are before and after an update.
 *
 * @param path the file, seen from the folder {@code valid} or {@code invalid}
 * @param text its content
 * @param expectations what the API server must say, one for each error; none in a valid manifest
 */
record Manifest(Path path, String text, List<Expectation> expectations) {
  private static final Path CORPUS = Path.of("src/test/resources/crd");
  private static final Pattern EXPECTATION =
      Pattern.compile("^# expect: (?<field>\\S+): (?<message>.+)$", Pattern.MULTILINE);
  private static final Pattern SEPARATOR = Pattern.compile("^---\n", Pattern.MULTILINE);

  /**
   * An error that the API server must report.
   *
   * @param field the path of the field, as the API server writes it
   * @param message a part of the message
   */
  record Expectation(String field, String message) {
    @Override
    public String toString() {
      return field + ": " + message;
    }
  }

  /** What the API server must take. */
  static List<Manifest> valid() {
    return in("valid");
  }

  /** What the API server must refuse. */
  static List<Manifest> invalid() {
    return in("invalid");
  }

  private static List<Manifest> in(String folder) {
    var root = CORPUS.resolve(folder);
    try (var files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> read(root.relativize(file), file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Manifest read(Path path, Path file) {
    try {
      var text = Files.readString(file);
      var expectations =
          EXPECTATION
              .matcher(text)
              .results()
              .map(found -> new Expectation(found.group("field"), found.group("message")))
              .toList();
      return new Manifest(path, text, expectations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one resource, or the two that are before and after an update. */
  List<GenericKubernetesResource> resources() {
    return SEPARATOR
        .splitAsStream(text)
        .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
        .toList();
  }

  /** The folders between the kind's and the file, as a field's path. */
  String fieldOfFolder() {
    var folders = path.subpath(1, path.getNameCount()).getParent();
    return folders == null ? "" : folders.toString().replace('/', '.');
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
