package io.vmoodle.operator.crash;

import static java.util.stream.Collectors.groupingBy;

import io.vmoodle.operator.crash.process.Point;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which points the operator goes past in each scenario, when nobody kills it. */
record Recording(Map<Scenario, List<Point>> points) {
  /** Plays every one of these scenarios once. */
  static Recording of(Site site, Set<Scenario> scenarios) throws Exception {
    var tenants = new HashMap<Tenant, Scenario>();
    for (var scenario : scenarios) {
      tenants.put(scenario.tenant(0), scenario);
    }
    try (var operator = site.operator()) {
      new Preparation(site, tenants).run();
      operator.stop();
    }
    var points = new EnumMap<Scenario, List<Point>>(Scenario.class);
    for (var together : runs(scenarios)) {
      points.putAll(play(site, together));
    }
    return new Recording(points);
  }

  /** One on the main host at a time: such tenants do part of each other's work. */
  private static List<Set<Scenario>> runs(Set<Scenario> scenarios) {
    var all = EnumSet.copyOf(scenarios);
    var runs = new ArrayList<Set<Scenario>>();
    all.stream().filter(Scenario::subPath).map(EnumSet::of).forEach(runs::add);
    all.removeIf(Scenario::subPath);
    if (runs.isEmpty()) {
      return List.of(all);
    }
    runs.getFirst().addAll(all);
    return runs;
  }

  private static Map<Scenario, List<Point>> play(Site site, Set<Scenario> scenarios)
      throws Exception {
    var ends = new HashMap<Tenant, End>();
    for (var scenario : scenarios) {
      var tenant = scenario.tenant(0);
      ends.put(tenant, scenario.end());
      scenario.happening().to(site, tenant);
    }
    try (var operator = site.operatorThatStops(List.of())) {
      site.await(ends);
      operator.stop();
      var byName = operator.reached().stream().collect(groupingBy(Point::name));
      var points = new EnumMap<Scenario, List<Point>>(Scenario.class);
      for (var scenario : scenarios) {
        points.put(scenario, byName.getOrDefault(scenario.tenant(0).name(), List.of()));
      }
      return points;
    }
  }
}
