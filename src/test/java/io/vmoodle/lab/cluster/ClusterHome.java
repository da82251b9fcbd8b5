package io.vmoodle.lab.cluster;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where this user's clusters and database servers live, outside of any checkout: programs, runs of
 * JVMs, and the cluster of {@link ClusterCommand}, each in a folder of its own.
 *
 * @param root holds all of it
 */
public record ClusterHome(Path root) {
  /** Names another root than {@code ~/.cache/vmoodle-operator}. */
  private static final String PROPERTY = "cluster.home";

  /** This user's. */
  public static ClusterHome ofUser(Map<String, String> environment) {
    var property = System.getProperty(PROPERTY, "");
    if (!property.isEmpty()) {
      return new ClusterHome(Path.of(property).toAbsolutePath());
    }
    var standard = Path.of(System.getProperty("user.home"), ".cache").toString();
    var cache = environment.getOrDefault("XDG_CACHE_HOME", standard);
    return new ClusterHome(Path.of(cache, "vmoodle-operator"));
  }

  Path binaries() {
    return root.resolve("bin");
  }

  Path runs() {
    return root.resolve("runs");
  }

  /** Unpacked programs of database servers. */
  public Path databasePrograms() {
    return root.resolve("database-programs");
  }

  /** Runs of database servers. */
  public Path databaseRuns() {
    return root.resolve("database-runs");
  }

  /** Layers of container images that were made on this machine. */
  public Path layers() {
    return root.resolve("layers");
  }

  Path personal() {
    return root.resolve("cluster");
  }

  Path personalLock() {
    return root.resolve("cluster.lock");
  }
}
