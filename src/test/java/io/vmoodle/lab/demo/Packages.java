package io.vmoodle.lab.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the demo needs besides Java: root of a Debian gets what is missing, by the script that the
 * tests use. Others are told by what comes next.
 */
record Packages(Screen screen) {
  private static final Path SCRIPT = Path.of(".ci/packages");

  void install() {
    if (!"root".equals(System.getProperty("user.name"))
        || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return;
    }
    try {
      var process =
          new ProcessBuilder(SCRIPT.toString(), "libraries", "pods", "nginx")
              .redirectErrorStream(true)
              .start();
      try (var output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        output.lines().filter(line -> line.startsWith("installing ")).forEach(screen::progress);
      }
      if (process.waitFor() != 0) {
        throw new NotTrue(
            "apt-get could not install what is missing; run .ci/packages to see why.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
