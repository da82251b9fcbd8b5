package io.vmoodle.operator.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The manifests under {@code operator/}, as they are checked in. */
final class ShippedManifests {
  private static final Path ROOT = Path.of("operator");

  private ShippedManifests() {}

  /** Every file but the kustomizations and the patches, which are no objects. */
  static List<Path> files() {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !isPart(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPart(Path file) {
    return file.endsWith("kustomization.yaml") || file.endsWith("namespaced/namespaces.yaml");
  }

  /** The objects of one file. */
  static List<HasMetadata> objects(Path file) {
    try {
      Object loaded = new KubernetesSerialization().unmarshal(Files.readString(file));
      return loaded instanceof Collection<?> many
          ? many.stream().map(HasMetadata.class::cast).toList()
          : List.of((HasMetadata) loaded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects of files below {@code operator/}. */
  static List<HasMetadata> objects(String... files) {
    return Stream.of(files).map(ROOT::resolve).flatMap(file -> objects(file).stream()).toList();
  }
}
