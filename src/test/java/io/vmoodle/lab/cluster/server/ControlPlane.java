package io.vmoodle.lab.cluster.server;

import io.vmoodle.lab.cluster.binaries.Binaries;
import io.vmoodle.lab.cluster.binaries.Program;
import io.vmoodle.lab.cluster.run.LogTail;
import io.vmoodle.lab.cluster.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * etcd, API server and controller manager as processes of this machine: real validation, CEL,
 * server-side apply, garbage collection, Jobs; but no nodes, so no pod ever runs.
 */
public final class ControlPlane {
  private static final int ATTEMPTS = 3;

  private final Binaries binaries;
  private final RunFolder folder;
  private final List<String> apiServer;

  /** Prepares a control plane of these programs, all of whose files are in {@code folder}. */
  public ControlPlane(Binaries binaries, RunFolder folder) {
    this(binaries, folder, List.of());
  }

  /** The same, with more arguments for the API server. */
  public ControlPlane(Binaries binaries, RunFolder folder, List<String> apiServer) {
    this.binaries = binaries;
    this.folder = folder;
    this.apiServer = List.copyOf(apiServer);
  }

  /**
   * Starts it and waits until it is ready. Its processes ignore the end of this JVM and of the
   * terminal; {@link RunFolder#end()} ends them.
   *
   * @throws StartException with the end of the log of the server that failed
   */
  public void start(Address address) {
    for (var attempt = 1; ; attempt++) {
      try {
        startOnce(address);
        return;
      } catch (StartException e) {
        if (attempt == ATTEMPTS || !e.portTaken()) {
          throw e;
        }
        folder.endProcesses();
      }
    }
  }

  private void startOnce(Address address) {
    var ports = Ports.free(address);
    Secrets.write(folder, address, address.url(ports.apiServer()));
    var arguments = new Arguments(folder.path(), address, ports);
    try (var readiness = new Readiness(folder.kubeconfig())) {
      var etcd = launch(Program.ETCD, arguments.etcd());
      var api = launch(Program.API_SERVER, apiServer(arguments));
      readiness.awaitApiServer(() -> requireAlive(etcd, api));
      var controllers = launch(Program.CONTROLLER_MANAGER, arguments.controllerManager());
      readiness.awaitControllers(() -> requireAlive(etcd, api, controllers));
    }
  }

  private List<String> apiServer(Arguments arguments) {
    var all = new ArrayList<>(arguments.apiServer());
    all.addAll(apiServer);
    return all;
  }

  private record Server(Process process, Path log) {}

  private Server launch(Program program, List<String> arguments) {
    var command = new ArrayList<>(List.of("nohup", binaries.of(program).toString()));
    command.addAll(arguments);
    var log = folder.log(program.fileName());
    try {
      var process =
          new ProcessBuilder(command)
              .directory(folder.path().toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      folder.record(program.fileName(), process);
      return new Server(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireAlive(Server... servers) {
    for (var server : servers) {
      if (!server.process().isAlive()) {
        throw new StartException(
            server.log().getFileName().toString(),
            server.process().exitValue(),
            LogTail.of(server.log()));
      }
    }
  }
}
