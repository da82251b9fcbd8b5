package io.vmoodle.lab.moodle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The stand-in's code, whose contract is in its README.txt. */
public final class StandIn {
  private static final Path SOURCE = Path.of("src/test/resources/lab/moodle");

  private StandIn() {}

  /** Writes the code of a release into a folder that need not exist; only config.php is missing. */
  public static Path write(Path folder, Release release) {
    try {
      copy(folder);
      Files.writeString(
          folder.resolve("version.php"),
          "<?php\n$version = %s;\n$release = '%s';\n"
              .formatted(release.version(), release.title()));
      for (var plugin : release.plugins().entrySet()) {
        var home = Files.createDirectories(folder.resolve(plugin.getKey()));
        Files.writeString(
            home.resolve("version.php"),
            "<?php\n$plugin->version = %s;\n".formatted(plugin.getValue()));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path target) throws IOException {
    try (var files = Files.walk(SOURCE)) {
      for (var file : files.toList()) {
        var copy = target.resolve(SOURCE.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
