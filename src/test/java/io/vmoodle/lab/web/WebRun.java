package io.vmoodle.lab.web;

import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.cluster.run.EndWithJvm;
import io.vmoodle.lab.cluster.run.LogTail;
import io.vmoodle.lab.cluster.run.RunFolder;
import io.vmoodle.lab.cluster.run.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a test's web servers are on this machine: processes, and a folder with all that they serve
 * and write. It ends when it is closed or with the JVM; if the JVM was killed, with the next run
 * that anybody starts.
 */
public final class WebRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Whether servers are started as root, and so want to be told whom to become. */
  static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final RunFolder folder;
  private final EndWithJvm end;

  private WebRun(RunFolder folder) {
    this.folder = folder;
    this.end = EndWithJvm.run(folder::end);
  }

  /** A run without processes yet; what killed JVMs left is ended first. */
  public static WebRun begin() {
    try {
      return new WebRun(readable(new Runs(home()).create()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Not in the user's cache as other runs, because Apache, which refuses to serve as root, could
   * not read there.
   */
  private static Path home() throws IOException {
    var user = System.getProperty("user.name");
    var home = Path.of(System.getProperty("java.io.tmpdir"), "vmoodle-operator-web-" + user);
    if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(home);
    }
    if (!Files.getOwner(home, LinkOption.NOFOLLOW_LINKS).getName().equals(user)) {
      throw new IOException(home + " is somebody else's");
    }
    return home;
  }

  private static RunFolder readable(RunFolder folder) throws IOException {
    Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  /** Where everything of this run is. */
  public Path path() {
    return folder.path();
  }

  /** A folder of that name in the run's folder, made if needed. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(folder.path().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a server has to say. */
  public Path log(String server) {
    return folder.log(server);
  }

  /** A port of 127.0.0.1 that nobody listens on. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server and waits until it is ready. */
  void start(String name, List<String> command, BooleanSupplier ready) {
    var log = log(name);
    try {
      var process =
          new ProcessBuilder(command)
              .directory(folder.path().toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      folder.record(name, process);
      await("the start of " + name)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !process.isAlive() || ready.getAsBoolean());
      if (!process.isAlive()) {
        throw new IllegalStateException(name + " did not start: " + LogTail.of(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    end.close();
  }
}
