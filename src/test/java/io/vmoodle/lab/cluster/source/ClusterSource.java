package io.vmoodle.lab.cluster.source;

import io.vmoodle.lab.cluster.binaries.Binaries;
import java.nio.file.Path;

/** Where a cluster comes from. */
public sealed interface ClusterSource {
  /** A cluster that exists: its kubeconfig's current context. */
  record Given(Path kubeconfig) implements ClusterSource {}

  /** K3s in a container. */
  record K3s() implements ClusterSource {}

  /** Programs that are there. */
  record Installed(Binaries binaries) implements ClusterSource {}

  /** Programs that have to be built first. */
  record Built(Binaries target) implements ClusterSource {}
}
