package io.vmoodle.lab.cluster.server;

import io.vmoodle.lab.cluster.run.LogTail;
import io.vmoodle.lab.cluster.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server of a run that was started as a process of this machine. */
public final class Server {
  private final Process process;
  private final Path log;

  private Server(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it. It ignores the end of this JVM and of the terminal; {@link RunFolder#end()} ends it.
   *
   * @param name its name in the run; what it says is in the log of that name
   */
  public static Server start(RunFolder folder, String name, List<String> command) {
    var detached = new ArrayList<>(List.of("nohup"));
    detached.addAll(command);
    var log = folder.log(name);
    var builder =
        new ProcessBuilder(detached)
            .directory(folder.path().toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // Of programs in Go whose heaps are small, a fifth of the time went into collecting garbage.
    builder.environment().put("GOGC", "300");
    try {
      var process = builder.start();
      folder.record(name, process);
      return new Server(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its process, which may be a wrapper around the server's own. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Does nothing while it runs.
   *
   * @throws StartException with the end of its log if it has ended
   */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new StartException(log.getFileName().toString(), process.exitValue(), LogTail.of(log));
    }
  }
}
