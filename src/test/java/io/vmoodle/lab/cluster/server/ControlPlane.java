package io.vmoodle.lab.cluster.server;

import io.vmoodle.lab.cluster.binaries.Binaries;
import io.vmoodle.lab.cluster.binaries.Level;
import io.vmoodle.lab.cluster.binaries.Program;
import io.vmoodle.lab.cluster.run.RunFolder;
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
  private final Addition addition;

  /** Prepares a control plane of these programs, all of whose files are in {@code folder}. */
  public ControlPlane(Binaries binaries, RunFolder folder) {
    this(binaries, folder, Addition.of(List.of(), List.of()));
  }

  /** The same, of a cluster that has more than that. */
  public ControlPlane(Binaries binaries, RunFolder folder, Addition addition) {
    this.binaries = binaries;
    this.folder = folder;
    this.addition = addition;
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
        folder.endProcesses(Program.fileNames(Level.CONTROL_PLANE)::contains);
      }
    }
  }

  private void startOnce(Address address) {
    var ports = Ports.free(address);
    var url = address.url(ports.apiServer());
    addition.credentials(Secrets.write(folder, address, url), url);
    var arguments = new Arguments(folder.path(), address, ports);
    try (var readiness = new Readiness(folder.kubeconfig())) {
      var etcd = launch(Program.ETCD, arguments.etcd());
      var api = launch(Program.API_SERVER, both(arguments.apiServer(), addition.apiServer()));
      readiness.awaitApiServer(() -> requireAlive(etcd, api));
      var controllers =
          launch(
              Program.CONTROLLER_MANAGER,
              both(arguments.controllerManager(), addition.controllerManager()));
      readiness.awaitControllers(() -> requireAlive(etcd, api, controllers));
    }
  }

  private static List<String> both(List<String> usual, List<String> more) {
    var all = new ArrayList<>(usual);
    all.addAll(more);
    return all;
  }

  private Server launch(Program program, List<String> arguments) {
    var command = new ArrayList<>(List.of(binaries.of(program).toString()));
    command.addAll(arguments);
    return Server.start(folder, program.fileName(), command);
  }

  private static void requireAlive(Server... servers) {
    for (var server : servers) {
      server.requireAlive();
    }
  }
}
