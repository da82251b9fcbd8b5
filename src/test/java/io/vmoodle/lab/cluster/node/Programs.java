package io.vmoodle.lab.cluster.node;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that come with the system rather than being built. */
final class Programs {
  /** Where programs for root are, which are not on everybody's path. */
  private static final String SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin:/sbin";

  private static final List<Path> PLUGINS =
      List.of(Path.of("/usr/lib/cni"), Path.of("/opt/cni/bin"));

  private Programs() {}

  /** This JVM's path, and these. */
  static String path() {
    return System.getenv().getOrDefault("PATH", "") + File.pathSeparator + SYSTEM_FOLDERS;
  }

  static boolean exists(String name) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path())
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** The folder with the programs that give pods their network; empty if there is none. */
  static Optional<Path> networkPlugins() {
    return PLUGINS.stream()
        .filter(
            folder ->
                Stream.of("ptp", "host-local", "loopback")
                    .allMatch(name -> Files.isExecutable(folder.resolve(name))))
        .findFirst();
  }
}
