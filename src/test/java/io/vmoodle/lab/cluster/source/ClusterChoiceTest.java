package io.vmoodle.lab.cluster.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.lab.cluster.binaries.Binaries;
import io.vmoodle.lab.cluster.binaries.GoVersion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterChoiceTest {
  private static final Path KUBECONFIG = Path.of("/home/somebody/.kube/config");
  private static final Binaries ASSETS = new Binaries(Path.of("/assets"));
  private static final Binaries CACHE = new Binaries(Path.of("/cache"));
  private static final GoVersion NEEDED = new GoVersion(1, 24);
  private static final Go USABLE = new Go.Usable(new GoVersion(1, 26));
  private static final List<String> COMPLETE = List.of();
  private static final List<String> NO_ETCD = List.of("etcd");

  private static ClusterSource choose(Wish wish, Lifetime lifetime, Observed observed) {
    return new ClusterChoice(observed).choose(wish, lifetime);
  }

  @Test
  void neverTakesAClusterThatExistsUnlessAsked() {
    var observed =
        new Observed(KUBECONFIG, false, null, COMPLETE, CACHE, NO_ETCD, new Go.Missing(), NEEDED);

    assertThatThrownBy(() -> choose(Wish.ANY, Lifetime.JVM, observed))
        .isInstanceOf(NoClusterException.class);
    assertThat(choose(Wish.CURRENT, Lifetime.JVM, observed))
        .isEqualTo(new ClusterSource.Given(KUBECONFIG));
  }

  @Test
  void takesNoOtherClusterIfTheOneAskedForIsNotThere() {
    var observed = new Observed(null, true, ASSETS, COMPLETE, CACHE, COMPLETE, USABLE, NEEDED);

    assertThatThrownBy(() -> choose(Wish.CURRENT, Lifetime.JVM, observed))
        .isInstanceOf(NoClusterException.class);
  }

  @Test
  void prefersDockerForTestsAndProcessesForWhatStays() {
    var observed = new Observed(null, true, null, COMPLETE, CACHE, COMPLETE, USABLE, NEEDED);

    assertThat(choose(Wish.ANY, Lifetime.JVM, observed)).isEqualTo(new ClusterSource.K3s());
    assertThat(choose(Wish.ANY, Lifetime.DETACHED, observed))
        .isEqualTo(new ClusterSource.Installed(CACHE));
    assertThat(choose(Wish.LOCAL, Lifetime.JVM, observed))
        .isEqualTo(new ClusterSource.Installed(CACHE));
  }

  @Test
  void prefersTheProgramsThatTheUserNamesIfTheyAreAllThere() {
    var whole = new Observed(null, false, ASSETS, COMPLETE, CACHE, COMPLETE, USABLE, NEEDED);
    var partial = new Observed(null, false, ASSETS, NO_ETCD, CACHE, COMPLETE, USABLE, NEEDED);

    assertThat(choose(Wish.ANY, Lifetime.JVM, whole))
        .isEqualTo(new ClusterSource.Installed(ASSETS));
    assertThat(choose(Wish.ANY, Lifetime.JVM, partial))
        .isEqualTo(new ClusterSource.Installed(CACHE));
  }

  @Test
  void buildsWhatIsMissing() {
    var observed = new Observed(null, false, null, COMPLETE, CACHE, NO_ETCD, USABLE, NEEDED);

    assertThat(choose(Wish.ANY, Lifetime.JVM, observed)).isEqualTo(new ClusterSource.Built(CACHE));
  }

  @Test
  void namesAllFourWaysAndWhatEachLacks() {
    var observed =
        new Observed(
            null,
            false,
            ASSETS,
            List.of("kube-controller-manager"),
            CACHE,
            NO_ETCD,
            new Go.TooOld(new GoVersion(1, 19)),
            NEEDED);

    assertThatThrownBy(() -> choose(Wish.ANY, Lifetime.JVM, observed))
        .isInstanceOf(NoClusterException.class)
        .hasMessageContainingAll(
            "-Dcluster=current",
            "There is no kubeconfig",
            "no engine answers",
            "KUBEBUILDER_ASSETS (/assets) lacks kube-controller-manager",
            "the cache (/cache) lacks etcd",
            "1.19 on the PATH is too old; 1.24 or newer is needed");
  }

  @Test
  void saysThatThereIsNoGo() {
    var observed =
        new Observed(null, false, null, COMPLETE, CACHE, NO_ETCD, new Go.Missing(), NEEDED);

    assertThatThrownBy(() -> choose(Wish.LOCAL, Lifetime.DETACHED, observed))
        .hasMessageContainingAll("there is none on the PATH", "1.24 or newer");
  }
}
