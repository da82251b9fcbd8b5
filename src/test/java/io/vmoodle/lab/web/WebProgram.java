package io.vmoodle.lab.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Programs of the Debian packages that the README names. */
public enum WebProgram {
  /** PHP on the command line. */
  PHP("php", "php[0-9]*.[0-9]*"),
  /** PHP behind a web server. */
  PHP_FPM("php-fpm", "php-fpm[0-9]*"),
  /** nginx. */
  NGINX("nginx", "nginx"),
  /** Apache. */
  APACHE("apache2", "apache2");

  private static final String PACKAGES =
      "php-cli php-fpm php-mysql php-pgsql nginx apache2-bin media-types";

  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/bin"),
          Path.of("/usr/sbin"),
          Path.of("/usr/local/bin"),
          Path.of("/usr/local/sbin"));

  private final String name;
  private final String versioned;

  WebProgram(String name, String versioned) {
    this.name = name;
    this.versioned = versioned;
  }

  /**
   * Where it is, under its plain name or, as Debian's php-fpm, only under one with a version.
   *
   * @throws IllegalStateException if it is not installed; the message says how to
   */
  public Path path() {
    return FOLDERS.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .or(() -> FOLDERS.stream().flatMap(folder -> newest(folder).stream()).findFirst())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s is not installed: apt-get install --no-install-recommends %s"
                        .formatted(name, PACKAGES)));
  }

  private Optional<Path> newest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, versioned)) {
      var last = Optional.<Path>empty();
      for (var program : found) {
        if (last.isEmpty() || Arrays.compare(version(program), version(last.get())) > 0) {
          last = Optional.of(program);
        }
      }
      return last;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] version(Path program) {
    return Arrays.stream(program.getFileName().toString().split("\\D+"))
        .filter(number -> !number.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
