package io.vmoodle.lab.cluster.source;

import io.vmoodle.lab.cluster.binaries.Binaries;
import io.vmoodle.lab.cluster.binaries.Level;
import io.vmoodle.lab.cluster.binaries.ServerModule;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** Looks at this machine for ways to a cluster. */
public final class Machine {
  private final Map<String, String> environment;
  private final Path cacheRoot;

  /**
   * @param environment its environment variables
   * @param cacheRoot the folder below which built programs are kept
   */
  public Machine(Map<String, String> environment, Path cacheRoot) {
    this.environment = environment;
    this.cacheRoot = cacheRoot;
  }

  /**
   * Finds the way to a cluster.
   *
   * @throws NoClusterException if there is none
   */
  public ClusterSource find(Wish wish, Lifetime lifetime, ServerModule module) {
    return new ClusterChoice(observe(module)).choose(wish, lifetime);
  }

  private Observed observe(ServerModule module) {
    var assets = assets();
    var cache = new Binaries(cacheRoot.resolve(module.folderName()));
    return new Observed(
        kubeconfig(),
        DockerClientFactory.instance().isDockerAvailable(),
        assets,
        assets == null ? List.of() : assets.missing(Level.CONTROL_PLANE),
        cache,
        cache.missing(Level.CONTROL_PLANE),
        Go.lookUp(module.go()),
        module.go());
  }

  private @Nullable Binaries assets() {
    var folder = environment.getOrDefault("KUBEBUILDER_ASSETS", "");
    return folder.isEmpty() ? null : new Binaries(Path.of(folder));
  }

  /**
   * The first file that KUBECONFIG names and that exists, as kubectl's current context would be.
   */
  private @Nullable Path kubeconfig() {
    var standard = Path.of(System.getProperty("user.home"), ".kube", "config").toString();
    var named = environment.getOrDefault("KUBECONFIG", standard);
    return Arrays.stream(named.split(File.pathSeparator, -1))
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(null);
  }
}
