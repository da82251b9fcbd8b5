package io.vmoodle.operator.crash;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.ClusterExtension;
import io.vmoodle.lab.cluster.GatewayApiDefinitions;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.lab.database.OwnServers;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.crash.process.OperatorProcess;
import io.vmoodle.operator.crash.process.Point;
import io.vmoodle.operator.harness.Manifests;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operator is killed at every point of the opening of a platform, from its finalizer to its
 * status; each with a platform of its own, whose tenant waits. What is made once a server (its
 * identity, on MariaDB the ledger's tables) is there already: {@code MigrationsIT} and {@code
 * InterruptionIT} interrupt that.
 */
@Order(6)
@OwnServers
@ExtendWith(ClusterExtension.class)
class KilledWhileOpeningIT {
  private static final Tenant NEW = Scenario.INSTALL.tenant(0);
  private static final Duration LOOK = Duration.ofSeconds(2);

  /**
   * How many may be held after a commit at once: on MariaDB, platforms share the operator's 8
   * connections; on PostgreSQL, each has a database and connections of its own.
   */
  private static int connections(Engine engine) {
    return engine == Engine.MariaDB ? 5 : 40;
  }

  private final List<String> namespaces = new ArrayList<>();
  private final Cluster cluster;

  KilledWhileOpeningIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void giveNamespacesBack() {
    namespaces.forEach(name -> new TestNamespace(name).giveBack(cluster));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void itOpensAfterwards(Engine engine) throws Exception {
    new GatewayApiDefinitions(cluster.client()).install();
    var before = Servers.of(engine);
    var first = site(engine);
    record(first);
    var second = site(engine);
    var points =
        Differing.of(record(second)).stream().filter(point -> isOfOne(engine, point)).toList();
    assertThat(points).extracting(Point::what).contains("before PATCH moodleplatforms/status");
    var ids = new HashSet<>(World.of(first).ids().values());
    ids.addAll(World.of(second).ids().values());
    for (var batch : batches(engine, points)) {
      ids.addAll(kill(engine, batch));
    }
    assertThat(Servers.of(engine).orphans(before, ids)).isEmpty();
  }

  /**
   * On MariaDB, all platforms of a server share the ledger's tables, and wait for who makes them.
   */
  private static boolean isOfOne(Engine engine, Point point) {
    return engine == Engine.PostgreSQL || !point.what().startsWith("after commit of CREATE");
  }

  private Site site(Engine engine) throws SQLException {
    var name = "test-opening-%08x".formatted(ThreadLocalRandom.current().nextInt());
    cluster
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    namespaces.add(name);
    var site = Site.create(cluster, engine, name);
    site.apply(NEW);
    return site;
  }

  private static List<Point> record(Site site) throws Exception {
    try (var operator = site.operatorThatStops(List.of())) {
      site.await(Map.of(NEW, End.PROVISIONED));
      operator.stop();
      return operator.reached().stream()
          .filter(point -> point.name().equals(Manifests.PLATFORM))
          .toList();
    }
  }

  private static List<List<Point>> batches(Engine engine, List<Point> points) {
    var batches = new ArrayList<List<Point>>();
    for (var point : points) {
      batches.stream()
          .filter(
              batch ->
                  !point.isCommit()
                      || batch.stream().filter(Point::isCommit).count() < connections(engine))
          .findFirst()
          .orElseGet(
              () -> {
                var batch = new ArrayList<Point>();
                batches.add(batch);
                return batch;
              })
          .add(point);
    }
    return batches;
  }

  /** The ids of the tenants that were made afterwards. */
  private Set<String> kill(Engine engine, List<Point> points) throws Exception {
    var stops = new HashMap<Site, Point>();
    for (var point : points) {
      var site = site(engine);
      stops.put(
          site, new Point(site.namespace() + "/" + point.name(), point.what(), point.occurrence()));
    }
    var watched = stops.keySet().stream().map(Site::namespace).collect(toSet());
    try (var operator =
        OperatorProcess.start(cluster.kubeconfig(), watched, LOOK, stops.values())) {
      operator.awaitStopped(stops.values());
      operator.kill();
    }
    try (var operator = OperatorProcess.start(cluster.kubeconfig(), watched, LOOK, List.of())) {
      for (var site : stops.keySet()) {
        site.await(Map.of(NEW, End.PROVISIONED));
      }
      operator.stop();
    }
    var softly = new SoftAssertions();
    var ids = new HashSet<String>();
    for (var stop : stops.entrySet()) {
      var world = World.of(stop.getKey());
      softly
          .assertThat(world.portrait(NEW))
          .as("killed at %s", stop.getValue())
          .isEqualTo(Portrait.wanted(NEW, End.PROVISIONED));
      softly.assertThat(world.strays(Set.of(NEW.url()))).isEmpty();
      softly.assertThat(platforms(stop.getKey())).as("killed at %s", stop.getValue()).hasSize(1);
      ids.addAll(world.ids().values());
    }
    softly.assertAll();
    return ids;
  }

  private static List<List<String>> platforms(Site site) throws SQLException {
    return Answer.of(
        site.lab(),
        site.registry(),
        "SELECT id FROM vmoodle_operator.platform WHERE database_name = '%s'"
            .formatted(site.registry()));
  }
}
