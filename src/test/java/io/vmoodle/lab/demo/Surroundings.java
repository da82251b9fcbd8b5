package io.vmoodle.lab.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterLauncher;
import io.vmoodle.lab.cluster.CustomResourceDefinitions;
import io.vmoodle.lab.cluster.source.Wish;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.lab.examples.Example;
import io.vmoodle.operator.OperatorConfig;
import io.vmoodle.operator.VmoodleOperator;
import io.vmoodle.operator.tenant.StepListener;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** What the demo runs in: a cluster, two database servers, and the operator. */
final class Surroundings implements AutoCloseable {
  private static final Duration RESYNC = Duration.ofSeconds(2);
  private static final int THREADS = 8;

  private final Cluster cluster;
  private final ThisMachine machine = new ThisMachine();
  private final MainMoodle main;
  private final VmoodleOperator operator;

  private Surroundings(Cluster cluster) {
    this.cluster = cluster;
    this.main = new MainMoodle();
    this.operator =
        new VmoodleOperator(
            cluster.client(),
            new OperatorConfig(Set.of(), RESYNC, THREADS, null),
            Metrics.NOOP,
            StepListener.NONE,
            why -> {
              throw new IllegalStateException("the only operator lost its leadership: " + why);
            });
  }

  /** Starts all of it, and tells of everything that takes long. */
  static Surroundings start(Screen screen) {
    if (Wish.ofUser() == Wish.CURRENT) {
      throw new NotTrue(
          "The demo leaves nothing behind, so it needs a cluster of its own: run it without -Dcluster=current.");
    }
    var cluster = ClusterLauncher.ofUser(screen::progress).open();
    try {
      new CustomResourceDefinitions(cluster.client()).apply(CustomResourceDefinitions.OURS);
      screen.progress("crds/ applied");
      timed(screen, "MariaDB", DatabaseLab::mariaDb);
      timed(screen, "PostgreSQL", DatabaseLab::postgreSql);
      var surroundings = new Surroundings(cluster);
      surroundings.operator.start();
      screen.progress("operator: started");
      return surroundings;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static void timed(Screen screen, String name, Supplier<DatabaseLab> start) {
    var begin = System.nanoTime();
    var lab = start.get();
    screen.progress(
        "%s: 127.0.0.1:%d, ready after %.1f s"
            .formatted(
                name, lab.port(), Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0));
  }

  Cluster cluster() {
    return cluster;
  }

  KubernetesClient client() {
    return cluster.client();
  }

  Tenants tenants() {
    return new Tenants(client());
  }

  MainMoodle main() {
    return main;
  }

  /** Applies a file, with the addresses and passwords of this machine in it. */
  void apply(Example example) {
    example.objects().forEach(this::apply);
  }

  /** Applies one object. */
  void apply(GenericKubernetesResource object) {
    client()
        .resource(machine.adapt(object))
        .fieldManager("demo")
        .forceConflicts()
        .serverSideApply();
  }

  @Override
  public void close() {
    operator.close();
    cluster.close();
  }
}
