package io.vmoodle.lab.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.vmoodle.lab.cluster.CustomResourceDefinitions;
import io.vmoodle.lab.cluster.PodCluster;
import io.vmoodle.lab.cluster.PodClusterLauncher;
import io.vmoodle.lab.cluster.node.NoNodeException;
import io.vmoodle.lab.cluster.source.Wish;
import io.vmoodle.lab.database.DatabaseLab;
import io.vmoodle.lab.examples.Example;
import io.vmoodle.lab.moodle.Release;
import io.vmoodle.lab.web.IngressFront;
import io.vmoodle.operator.OperatorConfig;
import io.vmoodle.operator.VmoodleOperator;
import io.vmoodle.operator.tenant.work.StepListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the demo runs in: a cluster whose pods run, two database servers, a web server in front, and
 * the operator.
 */
final class Surroundings implements AutoCloseable {
  private static final Duration RESYNC = Duration.ofSeconds(2);
  private static final int THREADS = 8;
  private static final String NAMESPACE = "moodle";

  private final PodCluster cluster;
  private final ThisMachine machine = new ThisMachine();
  private final MainMoodle main;
  private final VmoodleOperator operator;
  private final IngressFront front;
  private final Path data;
  private final Deque<AutoCloseable> ends = new ArrayDeque<>();

  private Surroundings(PodCluster cluster, Path data) {
    this.cluster = cluster;
    this.data = data;
    this.main = new MainMoodle();
    this.front = IngressFront.of(cluster.client(), NAMESPACE);
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
    new Packages(screen).install();
    var cluster = open(screen);
    try {
      new CustomResourceDefinitions(cluster.client()).apply(CustomResourceDefinitions.OURS);
      screen.progress("crds/ applied");
      timed(screen, "MariaDB", DatabaseLab::mariaDb);
      timed(screen, "PostgreSQL", DatabaseLab::postgreSql);
      var images = Files.createDirectory(cluster.kubeconfig().resolveSibling("images"));
      var code = MoodleCode.ofUser();
      new MoodleImages(cluster, code, images).load(List.of(Release.OLD, Release.NEW, Release.NEXT));
      screen.progress("images of releases 4.4, 4.5 and 5.0 (%s): loaded".formatted(code.title()));
      var namespace = new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata();
      cluster.client().resource(namespace.build()).create();
      var surroundings = new Surroundings(cluster, cluster.claim(NAMESPACE, "moodledata"));
      surroundings.ends.push(DatabaseNames.in(cluster));
      surroundings.operator.start();
      screen.progress("operator: started");
      return surroundings;
    } catch (IOException e) {
      cluster.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static PodCluster open(Screen screen) {
    try {
      return PodClusterLauncher.ofUser(screen::progress).open();
    } catch (NoNodeException e) {
      throw new NotTrue(String.valueOf(e.getMessage()));
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

  PodCluster cluster() {
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

  /** The web server through which browsers come. */
  IngressFront front() {
    return front;
  }

  WebPods webPods() {
    return new WebPods(client());
  }

  /** The data folder of that name, as this machine sees it. */
  Path dataFolder(String name) {
    return data.resolve(name);
  }

  /** Makes what there was before the operator. */
  void createMain() throws SQLException {
    for (var name : List.of("main", "jules", "musee")) {
      var folder = dataFolder(name).toFile();
      if (!folder.mkdir() || !folder.setWritable(true, false)) {
        throw new IllegalStateException(folder + " cannot be made");
      }
    }
    main.create(new OldInstaller(cluster), MoodleCode.ofUser());
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
    front.close();
    for (var end : ends) {
      try {
        end.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    cluster.close();
  }
}
