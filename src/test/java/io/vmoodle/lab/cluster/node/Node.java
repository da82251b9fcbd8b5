package io.vmoodle.lab.cluster.node;

import static org.awaitility.Awaitility.await;

import io.vmoodle.lab.cluster.binaries.Binaries;
import io.vmoodle.lab.cluster.binaries.Program;
import io.vmoodle.lab.cluster.image.Image;
import io.vmoodle.lab.cluster.image.ImageArchive;
import io.vmoodle.lab.cluster.image.Layer;
import io.vmoodle.lab.cluster.run.RunFolder;
import io.vmoodle.lab.cluster.server.Addition;
import io.vmoodle.lab.cluster.server.Address;
import io.vmoodle.lab.cluster.server.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One node: scheduler, kubelet, a containerd of its own, kube-proxy and CoreDNS as processes of
 * this machine. All of it, except for the scheduler, is in an {@link Enclosure}.
 *
 * <p>Steps of a start, since the control plane comes in between: {@link #prepare}, the control
 * plane at {@link #machineAddress} with {@link #addition}, {@link #start}.
 */
public final class Node {
  private final Binaries binaries;
  private final RunFolder folder;
  private final Enclosure enclosure;
  private final NodeNetwork network;
  private final Map<String, List<String>> loaded = new HashMap<>();
  private @Nullable Server kubelet;

  private Node(Binaries binaries, RunFolder folder, Enclosure enclosure, NodeNetwork network) {
    this.binaries = binaries;
    this.folder = folder;
    this.enclosure = enclosure;
    this.network = network;
  }

  /**
   * Checks that this machine can run one.
   *
   * @throws NoNodeException with all that is missing
   */
  public static void requirePossible() {
    Requirements.ofThisMachine().check();
  }

  /** Makes the place for a node, which this machine has an address to. */
  public static Node prepare(Binaries binaries, RunFolder folder) {
    var enclosure = Enclosure.make(folder, binaries.of(Program.PAUSE));
    var network = enclosure.connect();
    NodeFiles.write(folder, network, Programs.networkPlugins().orElseThrow());
    return new Node(binaries, folder, enclosure, network);
  }

  /** This machine's address on the line to the node: what listens there is reached by pods. */
  public Address machineAddress() {
    return Address.parse(network.machine());
  }

  /** What the control plane has to know of the node. */
  public Addition addition() {
    return new NodeCredentials(folder.path(), network);
  }

  /** Starts the node's servers and waits until pods can run and find each other by name. */
  public void start() {
    var servers = new ArrayList<Server>();
    servers.add(
        enclosure.start("containerd", List.of("containerd", "--config", file("containerd.toml"))));
    try (var readiness = new NodeReadiness(folder.kubeconfig(), network, servers)) {
      servers.add(
          Server.start(
              folder,
              Program.SCHEDULER.fileName(),
              List.of(
                  binaries.of(Program.SCHEDULER).toString(),
                  "--kubeconfig=" + file("kubeconfig-scheduler.yaml"),
                  "--leader-elect=false",
                  "--secure-port=0")));
      readiness.awaitContainerd(enclosure);
      servers.add(startKubelet());
      servers.add(start(Program.PROXY, "--config=" + file("proxy.yaml")));
      readiness.allowDns();
      servers.add(start(Program.DNS, "-conf", file("Corefile")));
      load(List.of(pause()));
      readiness.awaitNode();
      readiness.awaitServices();
    }
  }

  /** Starts the kubelet; to be called again only after {@link #killKubelet}. */
  public Server startKubelet() {
    var started =
        start(
            Program.KUBELET,
            "--config=" + file("kubelet.yaml"),
            "--kubeconfig=" + file("kubeconfig-kubelet.yaml"),
            "--hostname-override=" + NodeCredentials.NODE,
            "--node-ip=" + network.node());
    kubelet = started;
    return started;
  }

  /** Ends the kubelet as SIGKILL does. Containers go on, and nobody tells of them. */
  public void killKubelet() {
    var wrapper = Objects.requireNonNull(kubelet).handle();
    var all = Stream.concat(wrapper.descendants(), Stream.of(wrapper)).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    await("the kubelet's end").until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  private Image pause() {
    var program = binaries.of(Program.PAUSE);
    var layer = Layer.ofProgram(program, folder.path().resolve("pause.tar"));
    return new Image(NodeFiles.PAUSE, List.of(layer), List.of("/" + program.getFileName()));
  }

  /** Makes images known to the node; those that are known already cost nothing. */
  public synchronized void load(List<Image> images) {
    var unknown =
        images.stream()
            .filter(image -> !image.content().equals(loaded.get(image.reference())))
            .toList();
    if (!unknown.isEmpty()) {
      enclosure
          .command("ctr", "--namespace", "k8s.io", "images", "import", "-")
          .run(new ImageArchive(unknown)::write);
      unknown.forEach(image -> loaded.put(image.reference(), image.content()));
    }
  }

  private Server start(Program program, String... arguments) {
    var command = new ArrayList<>(List.of(binaries.of(program).toString()));
    command.addAll(List.of(arguments));
    return enclosure.start(program.fileName(), command);
  }

  private String file(String name) {
    return folder.path().resolve(name).toString();
  }
}
