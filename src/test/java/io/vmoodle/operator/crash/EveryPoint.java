package io.vmoodle.operator.crash;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.lab.cluster.Cluster;
import io.vmoodle.lab.cluster.GatewayApiDefinitions;
import io.vmoodle.lab.cluster.TestNamespace;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.crash.process.Point;
import io.vmoodle.operator.tenant.plan.Action;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/**
 * The operator is killed at every point of every scenario, each with a tenant of its own, and
 * started again. The points are what it goes past when it is not killed: after every step, right
 * before everything that it writes to the API server, right after everything that it commits.
 */
final class EveryPoint {
  private EveryPoint() {}

  /** How many processes have worked on a tenant: prepared, killed, started again. */
  private static final int PROCESSES = 3;

  /** Scenarios in which commits inside of the steps are points, too; others repeat them. */
  private static final Set<Scenario> CLOSELY =
      EnumSet.of(
          Scenario.INSTALL, Scenario.ADOPT, Scenario.RETAIN, Scenario.DELETE, Scenario.UNDELETE);

  /**
   * Kills it everywhere in these scenarios.
   *
   * @param steps those that the scenarios have to take
   * @return what it went past
   */
  static Recording kill(
      Engine engine,
      Cluster cluster,
      TestNamespace namespace,
      Set<Scenario> scenarios,
      Set<String> steps)
      throws Exception {
    new GatewayApiDefinitions(cluster.client()).install();
    var site = Site.create(cluster, engine, namespace.name());
    var before = Servers.of(engine);
    try (var played = new PlayedJobs(site)) {
      played.start();
      return kill(site, before, scenarios, steps);
    }
  }

  private static Recording kill(
      Site site, Servers before, Set<Scenario> scenarios, Set<String> steps) throws Exception {
    var recording = Recording.of(site, scenarios);
    assertThat(steps(recording)).as("steps that no scenario takes").containsAll(steps);
    var kills = kills(site.engine(), recording);
    var tenants = kills.stream().collect(toMap(Kill::tenant, Kill::scenario));
    try (var operator = site.operator()) {
      new Preparation(site, tenants).run();
      operator.stop();
    }

    var spared = new ArrayList<Point>();
    for (var batch : Batches.of(kills)) {
      spared.addAll(kill(site, batch));
    }

    for (var scenario : scenarios) {
      tenants.put(scenario.tenant(0), scenario);
    }
    var world = World.of(site);
    var softly = new SoftAssertions();
    softly
        .assertThat(world.servers().orphans(before, Set.copyOf(world.ids().values())))
        .as("databases, logins and roles of nobody")
        .isEmpty();
    softly
        .assertThat(world.strays(tenants.keySet().stream().map(Tenant::url).collect(toSet())))
        .as("rows, Secrets, routes and claims of nobody")
        .isEmpty();
    softly.assertThat(spared).as("points that did not come").hasSizeLessThan(kills.size() / 20);
    softly.assertThat(world.multipliedEvents(PROCESSES)).as("Events").isEmpty();
    softly
        .assertThat(deletionsThatCountTwice(site))
        .as("deletions that the platform's budget counts twice")
        .isEmpty();
    softly
        .assertThat(world.ids().keySet())
        .as("tenants in the ledger")
        .isEqualTo(
            tenants.entrySet().stream()
                .filter(it -> it.getValue().end() != End.GONE)
                .map(it -> it.getKey().name())
                .collect(toSet()));
    softly.assertAll();
    return recording;
  }

  private static List<List<String>> deletionsThatCountTwice(Site site) throws SQLException {
    return Answer.of(
        site.lab(),
        site.registry(),
        """
        SELECT d.tenant_id FROM vmoodle_operator.deletion d
          JOIN vmoodle_operator.platform p ON p.id = d.platform_id
         WHERE p.database_name = '%s' GROUP BY d.tenant_id HAVING COUNT(*) > 1
        """
            .formatted(site.registry()));
  }

  /** But a question to web pods, which changes nothing: who was not answered asks again. */
  static Set<String> knownSteps() {
    return records(Action.class)
        .filter(action -> !action.equals(Action.AskLoginPage.class))
        .map(action -> "step " + action.getSimpleName())
        .collect(toSet());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(EveryPoint::records);
  }

  private static Set<String> steps(Recording recording) {
    return recording.points().values().stream()
        .flatMap(List::stream)
        .map(Point::what)
        .collect(toSet());
  }

  private static List<Kill> kills(Engine engine, Recording recording) {
    var kills = new ArrayList<Kill>();
    recording
        .points()
        .forEach(
            (scenario, points) -> {
              int number = 0;
              for (var point : Differing.of(points)) {
                if (isTried(scenario, point)) {
                  var tenant = scenario.tenant(++number);
                  kills.add(new Kill(scenario, tenant, point.of(tenant.name())));
                }
              }
            });
    kills.removeAll(leftToOtherEngine(engine, kills));
    return kills;
  }

  /** Each of them takes a process; routes know nothing of engines, so that engines share them. */
  private static List<Kill> leftToOtherEngine(Engine engine, List<Kill> kills) {
    var alone = kills.stream().filter(Kill::needsMainHostAlone).toList();
    return alone.stream()
        .filter(kill -> alone.indexOf(kill) % 2 == (engine == Engine.MariaDB ? 1 : 0))
        .toList();
  }

  private static boolean isTried(Scenario scenario, Point point) {
    if (Scenario.UPGRADES.contains(scenario)) {
      // How often a status is written depends on how fast Jobs are played.
      return point.isStep();
    }
    return point.isStep() || CLOSELY.contains(scenario) || (!scenario.subPath() && point.isWrite());
  }

  /** Those points at which it was not, because they did not come this time. */
  private static List<Point> kill(Site site, List<Kill> kills) throws Exception {
    for (var kill : kills) {
      kill.scenario().happening().to(site, kill.tenant());
    }
    var points = kills.stream().map(Kill::at).toList();
    List<Point> spared;
    try (var operator = site.operatorThatStops(points)) {
      operator.awaitStopped(points.stream().filter(it -> !it.mayBeSpared()).toList());
      spared = operator.mayStop(points.stream().filter(Point::mayBeSpared).toList());
      operator.kill();
    }
    var known = World.of(site).ids();
    var ends = new HashMap<Tenant, End>();
    kills.forEach(kill -> ends.put(kill.tenant(), kill.scenario().end()));
    try (var operator = site.operator()) {
      site.await(ends);
      operator.stop();
    }
    compare(kills, known, World.of(site));
    return spared;
  }

  private static void compare(List<Kill> kills, Map<String, String> known, World world) {
    var softly = new SoftAssertions();
    for (var kill : kills) {
      softly
          .assertThat(world.portrait(kill.tenant()))
          .as(kill.toString())
          .isEqualTo(Portrait.wanted(kill.tenant(), kill.scenario().end()));
      var id = known.get(kill.tenant().name());
      if (id != null && kill.scenario().end() != End.GONE) {
        softly.assertThat(world.ids().get(kill.tenant().name())).as("id: %s", kill).isEqualTo(id);
      }
    }
    softly.assertAll();
  }
}
