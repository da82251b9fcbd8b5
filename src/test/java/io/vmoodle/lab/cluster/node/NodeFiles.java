package io.vmoodle.lab.cluster.node;

import io.vmoodle.lab.cluster.run.RunFolder;
import io.vmoodle.lab.cluster.server.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Configuration of the node's servers, as files in the run's folder. */
final class NodeFiles {
  /** Name of the image that holds a pod's namespaces. */
  static final String PAUSE = "localhost/pause:1";

  private static final Path TEMPLATES = Path.of("src", "test", "resources", "lab", "node");

  private NodeFiles() {}

  /**
   * Writes all of them.
   *
   * @param plugins folder of the programs that give pods their network
   */
  static void write(RunFolder run, NodeNetwork network, Path plugins) {
    var folder = run.path();
    var values =
        Map.of(
            "folder", folder.toString(),
            "group", run.controlGroup(),
            "node", network.node(),
            "pods", network.pods(),
            "plugins", plugins.toString(),
            "pause", PAUSE,
            "context", Kubeconfig.NAME);
    var targets = new LinkedHashMap<String, String>();
    targets.put("containerd.toml", "containerd.toml");
    targets.put("kubelet.yaml", "kubelet.yaml");
    targets.put("proxy.yaml", "proxy.yaml");
    targets.put("Corefile", "Corefile");
    targets.put("resolv.conf", "resolv.conf");
    targets.put("network.conflist", "network/lab.conflist");
    targets.forEach((template, target) -> write(folder, values, template, target));
  }

  private static void write(
      Path folder, Map<String, String> values, String template, String target) {
    try {
      var text = Files.readString(TEMPLATES.resolve(template));
      for (var value : values.entrySet()) {
        text = text.replace("${%s}".formatted(value.getKey()), value.getValue());
      }
      var file = folder.resolve(target);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
