package io.vmoodle.lab.cluster.node;

import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.cluster.run.RunFolder;
import io.vmoodle.lab.cluster.server.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Namespaces of the kernel for all that a node is: its processes, mounts, network devices and
 * rules. They end with the process that holds them, which the run knows, so the machine has nothing
 * of a node left once that process is ended, however the node was ended. The machine's own
 * containerd, mounts and rules are not seen from inside.
 */
final class Enclosure {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Path SCRIPT =
      Path.of("src", "test", "resources", "lab", "node", "enter.sh").toAbsolutePath();

  private final RunFolder folder;
  private final long holder;

  private Enclosure(RunFolder folder, long holder) {
    this.folder = folder;
    this.holder = holder;
  }

  /**
   * Makes one.
   *
   * @param pause the program that holds it
   */
  static Enclosure make(RunFolder folder, Path pause) {
    var server =
        Server.start(
            folder,
            "enclosure",
            List.of(
                "unshare",
                "--mount",
                "--net",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "sh",
                SCRIPT.toString(),
                folder.path().toString(),
                folder.controlGroup(),
                pause.toString()));
    await("the node's namespaces")
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              server.requireAlive();
              return Files.exists(folder.path().resolve("entered"));
            });
    var holder = server.handle().children().findFirst().orElseThrow().pid();
    folder.record("holder", holder);
    return new Enclosure(folder, holder);
  }

  /** Connects it with this machine, and nothing else. */
  NodeNetwork connect() {
    for (var number = 0; number < NodeNetwork.COUNT; number++) {
      var network = new NodeNetwork(number);
      if (plug(network)) {
        Command.of("ip", "link", "set", network.device(), "up").run();
        command("ip", "link", "set", "eth0", "up").run();
        command("ip", "route", "add", "default", "via", network.machine()).run();
        Command.of("ip", "route", "add", network.pods(), "via", network.node()).run();
        return network;
      }
    }
    throw new IllegalStateException("this machine has %d nodes".formatted(NodeNetwork.COUNT));
  }

  /** The kernel refuses a second device of a name, so that two JVMs never get the same. */
  private boolean plug(NodeNetwork network) {
    var added =
        Command.of(
                "ip",
                "link",
                "add",
                network.device(),
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                Long.toString(holder))
            .attempt(stream -> {});
    if (added.exitCode() != 0) {
      if (added.output().contains("File exists")) {
        return false;
      }
      throw new IllegalStateException("no line to the node can be made: " + added.output());
    }
    var length = "/" + network.prefix();
    Command.of("ip", "address", "add", network.machine() + length, "dev", network.device()).run();
    command("ip", "address", "add", network.node() + length, "dev", "eth0").run();
    return true;
  }

  /** Starts a server in it. */
  Server start(String name, List<String> command) {
    var all = new ArrayList<>(prefix());
    all.addAll(List.of("env", "PATH=" + Programs.path()));
    all.addAll(command);
    return Server.start(folder, name, all);
  }

  /** A program that is to run in it. */
  Command command(String... line) {
    var all = new ArrayList<>(prefix());
    all.addAll(List.of(line));
    return new Command(all);
  }

  private List<String> prefix() {
    return List.of("nsenter", "--target", Long.toString(holder), "--mount", "--net", "--pid", "--");
  }
}
