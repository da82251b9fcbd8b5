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
  /** Plays every scenario once. */
  static Recording of(Site site) throws Exception {
    var tenants = new HashMap<Tenant, Scenario>();
    for (var scenario : Scenario.values()) {
      tenants.put(scenario.tenant(0), scenario);
    }
    try (var operator = site.operator()) {
      new Preparation(site, tenants).run();
      operator.stop();
    }
    var points = new EnumMap<Scenario, List<Point>>(Scenario.class);
    for (var together : runs()) {
      points.putAll(play(site, together));
    }
    return new Recording(points);
  }

  /** One on the main host at a time: such tenants do part of each other's work. */
  private static List<Set<Scenario>> runs() {
    var all = EnumSet.allOf(Scenario.class);
    var runs = new ArrayList<Set<Scenario>>();
    all.stream().filter(Scenario::subPath).map(EnumSet::of).forEach(runs::add);
    all.removeIf(Scenario::subPath);
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
