package io.vmoodle.lab.benchmark;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long tenants take to become true, against the bare writer in turn. */
final class Creation {
  private static final int WARM_UP = 60;
  private static final int SMALL = 200;
  private static final int REPETITIONS = 3;
  private static final Duration PATIENCE_A_TENANT = Duration.ofMillis(500);

  /** What the operator did in one run. */
  private record Run(Site site, Duration time, long writes) {}

  private final Ground ground;
  private final Report report;
  private final Moodles moodles;
  private final Engine engine;
  private final boolean existing;
  private final Map<Integer, Double> perTenant = new LinkedHashMap<>();
  private final Map<Integer, Double> perBare = new LinkedHashMap<>();
  private @Nullable Pattern pattern;
  private int runs;

  Creation(Ground ground, Report report, Moodles moodles, Engine engine, boolean existing) {
    this.ground = ground;
    this.report = report;
    this.moodles = moodles;
    this.engine = engine;
    this.existing = existing;
  }

  /** Before anything is measured, both have done some tenants. */
  Creation warmUp() throws SQLException {
    report.progress("warm-up: " + kind());
    var run = operator(WARM_UP);
    pattern = Pattern.of(ground.client(), run.site().namespace(), Batch.name(0));
    bare(WARM_UP);
    return this;
  }

  /** Has the operator make so many, and measures nothing; returns where they are. */
  Site make(int size) throws SQLException {
    report.progress("%s, %d tenants".formatted(kind(), size));
    return operator(size).site();
  }

  /** Measures a size and tells its ratio; returns where the operator's tenants are. */
  Site measure(int size) throws SQLException {
    report.progress("%s, %d tenants".formatted(kind(), size));
    var operator = new ArrayList<Run>();
    var bare = new ArrayList<Duration>();
    for (int i = 0; i < (size <= SMALL ? REPETITIONS : 1); i++) {
      operator.add(operator(size));
      bare.add(bare(size));
    }
    var time = median(operator.stream().map(Run::time).toList());
    var floor = median(bare);
    var last = operator.getLast();
    perTenant.put(size, time.toNanos() / 1e6 / size);
    perBare.put(size, floor.toNanos() / 1e6 / size);
    var ratio = (double) time.toNanos() / floor.toNanos();
    report.figure(
        "%s, %,d tenants: time ÷ bare writer's".formatted(kind(), size),
        "≤ 1.5",
        "%s (%s s ÷ %s s)".formatted(Report.number(ratio), seconds(time), seconds(floor)),
        ratio <= 1.5);
    tellWrites(last, size);
    return last.site();
  }

  private void tellWrites(Run run, int size) throws SQLException {
    if (existing) {
      tellWrites("API writes per existing tenant, " + engine, (double) run.writes() / size);
    } else if (size <= SMALL) {
      var mark = ground.audit().mark();
      run.site().pretendInstalled();
      awaitStatuses(run.site(), size, mark, Instant.now(), "Ready");
      tellWrites(
          "API writes per new tenant until it is served, " + engine,
          (double) (run.writes() + ground.writes(mark)) / size);
    }
  }

  private void tellWrites(String figure, double writes) {
    report.figure(figure, "≤ 6", Report.number(writes), writes <= 6.1);
  }

  /** Tells how a tenant's time grows with their number. */
  void tellGrowth() {
    var sizes = List.copyOf(perTenant.keySet());
    for (int i = 1; i < sizes.size(); i++) {
      var growth = growth(perTenant, sizes, i);
      report.figure(
          "%s: growth per tenant, %,d → %,d".formatted(kind(), sizes.get(i - 1), sizes.get(i)),
          "≤ 1.1",
          "%s (%s → %s ms); the bare writer's %s"
              .formatted(
                  Report.number(growth),
                  Report.number(perTenant.getOrDefault(sizes.get(i - 1), 0.0)),
                  Report.number(perTenant.getOrDefault(sizes.get(i), 0.0)),
                  Report.number(growth(perBare, sizes, i))),
          growth <= 1.1);
    }
  }

  private static double growth(Map<Integer, Double> times, List<Integer> sizes, int at) {
    return times.getOrDefault(sizes.get(at), 0.0) / times.getOrDefault(sizes.get(at - 1), 1.0);
  }

  private Run operator(int size) throws SQLException {
    var site = site("operator", size);
    site.open(site.platform());
    var batch = batch(site, size);
    var mark = ground.audit().mark();
    var begin = Instant.now();
    var processor = ground.operator().processor();
    Parallel.each(
        batch.tenants(), BareWriter.AT_A_TIME, tenant -> ground.client().resource(tenant).create());
    var end = awaitStatuses(site, size, mark, begin, existing ? "Ready" : "WaitingForJob");
    report.progress(
        "operator: %s s, of its processor time %s s; %s"
            .formatted(
                seconds(Duration.between(begin, end)),
                seconds(ground.operator().processor().minus(processor)),
                site.reasons()));
    return new Run(site, Duration.between(begin, end), ground.writes(mark));
  }

  private Duration bare(int size) throws SQLException {
    var site = site("bare", size);
    var batch = batch(site, size);
    try (var writer = BareWriter.at(ground.bare(), site, Objects.requireNonNull(pattern))) {
      var time = writer.run(batch);
      report.progress("bare writer: %s s".formatted(seconds(time)));
      return time;
    }
  }

  private Site site(String writer, int size) throws SQLException {
    var name =
        "%s-%s-%s-%d-%d"
            .formatted(
                writer,
                existing ? "existing" : "new",
                engine.name().toLowerCase(Locale.ROOT),
                size,
                ++runs);
    var site = Site.prepare(ground.client(), engine, name);
    if (existing) {
      moodles.require(engine, size);
      report.progress("%,d Moodles are there".formatted(size));
      Moodles.register(site, size);
    }
    return site;
  }

  private Batch batch(Site site, int size) {
    return existing ? Batch.existing(site.namespace(), size) : Batch.fresh(site.namespace(), size);
  }

  /**
   * Waits until the operator has written that many statuses, and they say what they should.
   *
   * @return when the last one was stored
   */
  private Instant awaitStatuses(Site site, int size, int mark, Instant begin, String reason) {
    var limit = Duration.ofSeconds(90).plus(PATIENCE_A_TENANT.multipliedBy(size));
    var last = new Instant[] {begin};
    Waiting.until(
        limit,
        "%d tenants of %s say %s".formatted(size, site.namespace(), reason),
        () -> {
          var statuses =
              ground.ofOperator(mark).stream()
                  .filter(request -> request.isStatusOf(site.namespace()))
                  .toList();
          var names = new HashSet<String>();
          statuses.forEach(request -> names.add(request.name()));
          if (names.size() < size || site.reasons().getOrDefault(reason, 0) < size) {
            return false;
          }
          last[0] = statuses.getLast().done();
          return true;
        });
    return last[0];
  }

  private String kind() {
    return "%s, %s".formatted(existing ? "existing" : "new", engine);
  }

  static Duration median(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  static String seconds(Duration time) {
    return Report.number(time.toMillis() / 1000.0);
  }
}
