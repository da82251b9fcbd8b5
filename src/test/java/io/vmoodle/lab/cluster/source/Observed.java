package io.vmoodle.lab.cluster.source;

import io.vmoodle.lab.cluster.binaries.Binaries;
import io.vmoodle.lab.cluster.binaries.GoVersion;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this machine has, looked at before anything is started.
 *
 * @param kubeconfig the user's kubeconfig; null if there is none
 * @param docker whether a Docker engine answers
 * @param assets the folder that KUBEBUILDER_ASSETS names; null if it is not set
 * @param assetsLack programs that {@code assets} lacks
 * @param cache the folder of programs built before
 * @param cacheLacks programs that {@code cache} lacks
 * @param go the compiler
 * @param goNeeded the oldest one that will do
 */
record Observed(
    @Nullable Path kubeconfig,
    boolean docker,
    @Nullable Binaries assets,
    List<String> assetsLack,
    Binaries cache,
    List<String> cacheLacks,
    Go go,
    GoVersion goNeeded) {
  Observed {
    assetsLack = List.copyOf(assetsLack);
    cacheLacks = List.copyOf(cacheLacks);
  }
}
