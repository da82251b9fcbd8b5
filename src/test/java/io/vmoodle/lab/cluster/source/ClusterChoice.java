package io.vmoodle.lab.cluster.source;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The decision where a cluster comes from. It starts and looks at nothing. */
final class ClusterChoice {
  private final Observed observed;

  ClusterChoice(Observed observed) {
    this.observed = observed;
  }

  /**
   * The first of the ways that are allowed and work.
   *
   * <p>A cluster that exists is taken only if asked for, because tests write to it. A container
   * ends with the JVM that started it, so it is the last way to a cluster that should outlive the
   * JVM.
   *
   * @throws NoClusterException if none works; it names all ways and what each lacks
   */
  ClusterSource choose(Wish wish, Lifetime lifetime) {
    var ways =
        switch (wish) {
          case CURRENT -> Stream.of(given());
          case K3S -> Stream.of(k3s());
          case LOCAL -> Stream.of(installed(), built());
          case ANY ->
              switch (lifetime) {
                case JVM -> Stream.of(k3s(), installed(), built());
                case DETACHED -> Stream.of(installed(), built(), k3s());
              };
        };
    return ways.flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> new NoClusterException(explain()));
  }

  private Optional<ClusterSource> given() {
    return Optional.ofNullable(observed.kubeconfig()).map(ClusterSource.Given::new);
  }

  private Optional<ClusterSource> k3s() {
    return observed.docker() ? Optional.of(new ClusterSource.K3s()) : Optional.empty();
  }

  private Optional<ClusterSource> installed() {
    var assets = observed.assets();
    if (assets != null && observed.assetsLack().isEmpty()) {
      return Optional.of(new ClusterSource.Installed(assets));
    }
    return observed.cacheLacks().isEmpty()
        ? Optional.of(new ClusterSource.Installed(observed.cache()))
        : Optional.empty();
  }

  private Optional<ClusterSource> built() {
    return switch (observed.go()) {
      case Go.Usable usable -> Optional.of(new ClusterSource.Built(observed.cache()));
      case Go.TooOld tooOld -> Optional.empty();
      case Go.Missing missing -> Optional.empty();
    };
  }

  private String explain() {
    return String.join(
        "\n",
        List.of(
            "No Kubernetes cluster could be had in the way that was asked for. There are four ways:",
            "  1. A cluster that you have: -Dcluster=current; tests and demo write to it. "
                + givenState(),
            "  2. Docker, for K3s in a container: "
                + (observed.docker() ? "an engine answers." : "no engine answers."),
            "  3. Programs that are there already: " + installedState(),
            "  4. Go, which builds these programs once: " + goState()));
  }

  private String givenState() {
    var kubeconfig = observed.kubeconfig();
    return kubeconfig == null
        ? "There is no kubeconfig (KUBECONFIG or ~/.kube/config)."
        : "The kubeconfig is %s.".formatted(kubeconfig);
  }

  private String installedState() {
    var assets = observed.assets();
    return "%s; %s."
        .formatted(
            assets == null
                ? "KUBEBUILDER_ASSETS is not set"
                : "KUBEBUILDER_ASSETS (%s) %s"
                    .formatted(assets.folder(), lacks(observed.assetsLack())),
            "the cache (%s) %s".formatted(observed.cache().folder(), lacks(observed.cacheLacks())));
  }

  private static String lacks(List<String> programs) {
    return programs.isEmpty() ? "is complete" : "lacks " + String.join(", ", programs);
  }

  private String goState() {
    return switch (observed.go()) {
      case Go.Missing missing ->
          "there is none on the PATH; %s or newer is needed.".formatted(observed.goNeeded());
      case Go.TooOld tooOld ->
          "%s on the PATH is too old; %s or newer is needed."
              .formatted(tooOld.version(), observed.goNeeded());
      case Go.Usable usable -> "%s is there.".formatted(usable.version());
    };
  }
}
