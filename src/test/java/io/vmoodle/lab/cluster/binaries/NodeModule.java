package io.vmoodle.lab.cluster.binaries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The programs of a node: those that {@link ServerModule} pins, and the sources of others.
 *
 * @param servers pins what comes from Kubernetes
 * @param sources text of all files of the Go module with the others
 */
public record NodeModule(ServerModule servers, String sources) {
  /** Folder of the Go module with CoreDNS and pause, seen from the project's folder. */
  static final Path FOLDER = Path.of("src", "test", "node");

  /** Reads the sources of the project that this JVM was started in. */
  public static NodeModule read() {
    try (var files = Files.walk(FOLDER)) {
      var sources = new StringBuilder();
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        sources.append(file).append('\n').append(Files.readString(file));
      }
      return new NodeModule(ServerModule.read(), sources.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Name of the cache folder: another one for any change of what the programs are built from. */
  public String folderName() {
    return "node-%s-%s"
        .formatted(servers.kubernetes(), ServerModule.platform(servers.goMod() + sources));
  }
}
