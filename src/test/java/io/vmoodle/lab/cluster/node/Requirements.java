package io.vmoodle.lab.cluster.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a machine must have for a node of local processes.
 *
 * @param linux whether it runs Linux
 * @param root whether this JVM may do everything
 * @param plugins whether the programs are there that give pods their network
 * @param program tells whether there is a program of that name
 */
record Requirements(boolean linux, boolean root, boolean plugins, Predicate<String> program) {
  private static final Map<String, String> PACKAGES = packages();

  private static Map<String, String> packages() {
    var packages = new LinkedHashMap<String, String>();
    packages.put("containerd", "containerd");
    packages.put("ctr", "containerd");
    packages.put("runc", "runc");
    packages.put("ip", "iproute2");
    packages.put("nft", "nftables");
    packages.put("unshare", "util-linux");
    packages.put("nsenter", "util-linux");
    packages.put("mmdebstrap", "mmdebstrap");
    return packages;
  }

  static Requirements ofThisMachine() {
    return new Requirements(
        "Linux".equals(System.getProperty("os.name")),
        isRoot(),
        Programs.networkPlugins().isPresent(),
        Programs::exists);
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** What it lacks, in words; empty if it has all. */
  List<String> lacking() {
    if (!linux) {
      return List.of("Linux");
    }
    var lacking = new ArrayList<String>();
    if (!root) {
      lacking.add("the rights of root, to make namespaces, mounts and network devices");
    }
    var packages = new TreeSet<String>();
    PACKAGES.forEach(
        (name, home) -> {
          if (!program.test(name)) {
            packages.add(home);
          }
        });
    if (!plugins) {
      packages.add("containernetworking-plugins");
    }
    if (!packages.isEmpty()) {
      lacking.add(
          "programs: apt-get install --no-install-recommends " + String.join(" ", packages));
    }
    return lacking;
  }

  /**
   * Checks all of it, and that the kernel really lets this JVM.
   *
   * @throws NoNodeException with all that is missing
   */
  void check() {
    var lacking = lacking();
    if (!lacking.isEmpty()) {
      throw new NoNodeException(lacking);
    }
    var trial =
        Command.of("unshare", "--mount", "--net", "--pid", "--fork", "--mount-proc", "true")
            .attempt(stream -> {});
    if (trial.exitCode() != 0) {
      throw new NoNodeException(
          List.of("a kernel or container that lets root make namespaces: " + trial.output()));
    }
  }
}
