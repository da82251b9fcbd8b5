package io.vmoodle.operator.crash.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * What a JVM would do anew at each start, loading and linking the operator's classes, done by the
 * first process that ends in peace for all that follow: crash tests start hundreds.
 */
final class StartCache {
  private static final StartCache OF_THIS_JVM = new StartCache(OperatorProcess.LOGS);

  private final Path cache;
  private final String classpath;

  private StartCache(Path logs) {
    try {
      Files.createDirectories(logs);
      var folder = Files.createTempDirectory(logs.toAbsolutePath(), "start-");
      this.cache = folder.resolve("operator.aot");
      this.classpath = jarsOnly(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StartCache ofThisJvm() {
    return OF_THIS_JVM;
  }

  /** The JVM caches nothing of folders. */
  private static String jarsOnly(Path folder) {
    var jars = new ArrayList<String>();
    var entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    for (var entry : Arrays.stream(entries).filter(it -> !it.isEmpty()).toList()) {
      if (!Files.isDirectory(Path.of(entry))) {
        jars.add(entry);
        continue;
      }
      var jar = folder.resolve(Path.of(entry).getFileName() + ".jar").toString();
      var code =
          ToolProvider.findFirst("jar")
              .orElseThrow()
              .run(System.out, System.err, "--create", "--file", jar, "-C", entry, ".");
      if (code != 0) {
        throw new IllegalStateException("no jar can be made of " + entry);
      }
      jars.add(jar);
    }
    return String.join(File.pathSeparator, jars);
  }

  /** Options of the next process's JVM. */
  List<String> options() {
    return List.of(
        (Files.exists(cache) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + cache,
        "-classpath",
        classpath);
  }
}
