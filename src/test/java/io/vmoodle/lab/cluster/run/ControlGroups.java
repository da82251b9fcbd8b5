package io.vmoodle.lab.cluster.run;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The kernel's control groups, which stay behind, empty, when the processes in them have ended. */
final class ControlGroups {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private ControlGroups() {}

  /** Removes the group of that name and those in it, in every hierarchy that has one. */
  static void remove(String name) {
    remove(ROOT, name);
  }

  static void remove(Path root, String name) {
    Stream.concat(Stream.of(root), folders(root).stream())
        .map(hierarchy -> hierarchy.resolve(name))
        .filter(Files::isDirectory)
        .forEach(ControlGroups::removeTree);
  }

  private static List<Path> folders(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var entries = Files.list(root)) {
      return entries.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A group is busy for a moment after the end of its last process. */
  private static void removeTree(Path group) {
    await("the end of " + group)
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(FileSystemException.class)
        .until(
            () -> {
              removeFolders(group);
              return !Files.exists(group);
            });
  }

  /** Only folders: the files in them are the kernel's, and go with them. */
  private static void removeFolders(Path group) throws IOException {
    try (var all = Files.walk(group)) {
      for (var each : all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
