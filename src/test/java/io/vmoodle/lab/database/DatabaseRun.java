package io.vmoodle.lab.database;

import io.vmoodle.lab.cluster.ClusterHome;
import io.vmoodle.lab.cluster.run.EndWithJvm;
import io.vmoodle.lab.cluster.run.FileMutex;
import io.vmoodle.lab.cluster.run.RunFolder;
import io.vmoodle.lab.cluster.run.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one database server of this JVM is on this machine: its process and a folder with all that
 * it writes. It ends with the JVM; if the JVM was killed, with the next server that anybody starts.
 */
final class DatabaseRun {
  private final ClusterHome home;
  private final RunFolder folder;

  private DatabaseRun(ClusterHome home, RunFolder folder) {
    this.home = home;
    this.folder = folder;
  }

  /** A run without a process yet; what killed JVMs left is ended first. */
  static DatabaseRun begin() {
    var home = ClusterHome.ofUser(System.getenv());
    return new DatabaseRun(home, new Runs(home.databaseRuns()).create());
  }

  /** A folder of that name in the run's folder, made if needed. */
  Path folder(String name) {
    return directory(folder.path().resolve(name));
  }

  /** A file of that name in the run's folder that only its owner, the server, may read. */
  Path secret(String name, String content) {
    var file = folder.path().resolve(name);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unpacks programs where all runs find them, one JVM at a time. */
  <T> T withPrograms(String name, Function<Path, T> unpack) {
    var programs = directory(home.databasePrograms().resolve(name));
    Supplier<T> work = () -> unpack.apply(programs);
    return new FileMutex(home.databasePrograms().resolve(name + ".lock")).holding(() -> {}, work);
  }

  /**
   * The server is up.
   *
   * @param pidFile its first line is the number of the server's process
   * @param stop asks the server to end, before it is killed
   * @return ends it earlier than the JVM does
   */
  EndWithJvm started(Path pidFile, Runnable stop) {
    try {
      folder.record("server", Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return EndWithJvm.run(
        () -> {
          try {
            stop.run();
          } finally {
            folder.end();
          }
        });
  }

  private static Path directory(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
