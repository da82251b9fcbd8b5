package io.vmoodle.lab.benchmark;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.vmoodle.lab.cluster.Informers;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Edits;
import io.vmoodle.operator.harness.Manifests;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** How long a fleet takes to come to another release when Jobs take no time. */
final class Waves {
  private static final int WARM_UP = 20;
  private static final int REPETITIONS = 3;
  private static final double TIME_AIM = 1.2;
  private static final double WRITES_AIM = 15;
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** What the operator did in one run. */
  private record Run(Site site, Duration time, long writes) {}

  private final Ground ground;
  private final Report report;
  private final Engine engine;
  private static final long NO_RESYNC = 0;

  private int runs;

  Waves(Ground ground, Report report, Engine engine) {
    this.ground = ground;
    this.report = report;
    this.engine = engine;
  }

  void measure(int size) throws SQLException {
    report.progress("warm-up: wave, " + engine);
    var first = operator(WARM_UP);
    var pattern = Pattern.of(ground.client(), first.site().namespace(), Batch.name(0));
    var jobs =
        JobPattern.of(ground.client(), first.site().namespace(), ids(first.site()).getFirst());
    bare(WARM_UP, pattern, jobs);
    var operator = new ArrayList<Run>();
    var bare = new ArrayList<Duration>();
    for (int i = 0; i < REPETITIONS; i++) {
      report.progress("wave, %s, %d tenants".formatted(engine, size));
      operator.add(operator(size));
      bare.add(bare(size, pattern, jobs));
    }
    tell(size, operator, bare);
  }

  private void tell(int size, List<Run> operator, List<Duration> bare) {
    var time = Creation.median(operator.stream().map(Run::time).toList());
    var floor = Creation.median(bare);
    var ratio = (double) time.toNanos() / floor.toNanos();
    report.figure(
        "wave, %s, %,d tenants, %d at a time: time ÷ bare writer's"
            .formatted(engine, size, Wave.AT_A_TIME),
        "≤ 1.2",
        "%s (%s s ÷ %s s)"
            .formatted(Report.number(ratio), Creation.seconds(time), Creation.seconds(floor)),
        ratio <= TIME_AIM);
    var writes = (double) operator.getLast().writes() / size;
    report.figure(
        "API writes per upgraded tenant, " + engine,
        "≤ 15",
        Report.number(writes),
        writes <= WRITES_AIM);
    report.note(
        "RSS after these waves, most / now",
        "%d MiB / %d MiB"
            .formatted(ground.operator().memory("VmHWM"), ground.operator().memory("VmRSS")));
  }

  private Run operator(int size) throws SQLException {
    var site = site("operator", size);
    site.open(platform(site));
    Parallel.each(
        Batch.fresh(site.namespace(), size).tenants(),
        BareWriter.AT_A_TIME,
        tenant -> ground.client().resource(tenant).create());
    awaitReason(site, size, "WaitingForJob");
    Wave.install(site, ids(site));
    site.pretendInstalled();
    awaitReason(site, size, "Ready");
    try (var _ = InstantJobs.of(ground.client(), site);
        var tenants = watched(site)) {
      var mark = ground.audit().mark();
      var begin = Instant.now();
      var processor = ground.operator().processor();
      Edits.merge(ground.client(), site.platform(), "{\"spec\": {\"defaultRelease\": \"4.5\"}}");
      Waiting.until(
          PATIENCE,
          "%d tenants of %s are upgraded".formatted(size, site.namespace()),
          () -> upgraded(tenants.getStore().list()) == size);
      var end = lastStatus(site, mark);
      report.progress(
          "operator: %s s, of its processor time %s s; API writes: %s"
              .formatted(
                  Creation.seconds(Duration.between(begin, end)),
                  Creation.seconds(ground.operator().processor().minus(processor)),
                  ground.writesByResource(mark)));
      return new Run(site, Duration.between(begin, end), ground.writes(mark));
    }
  }

  private Duration bare(int size, Pattern pattern, JobPattern jobs) throws SQLException {
    var site = site("bare", size);
    try (var writer = BareWriter.at(ground.bare(), site, pattern)) {
      writer.run(Batch.fresh(site.namespace(), size));
      Wave.install(site, writer.written().stream().map(BareTenant::id).toList());
      try (var _ = InstantJobs.of(ground.client(), site);
          var upgrades = new BareUpgrades(ground.bare(), site, writer, jobs)) {
        var time = upgrades.run(writer.written());
        report.progress("bare writer: %s s".formatted(Creation.seconds(time)));
        return time;
      }
    }
  }

  private Site site(String writer, int size) {
    var name =
        "%s-wave-%s-%d-%d".formatted(writer, engine.name().toLowerCase(Locale.ROOT), size, ++runs);
    return Site.prepare(ground.client(), engine, name);
  }

  private static MoodlePlatform platform(Site site) {
    return Manifests.with(
        site.platform(),
        """
        {"spec": {
          "jobs": {"maxConcurrent": 256, "toolsImage": "registry.example.edu/tools:1"},
          "rollout": {"maxConcurrent": %d, "settle": "0s"}}}
        """
            .formatted(Wave.AT_A_TIME));
  }

  private void awaitReason(Site site, int size, String reason) {
    Waiting.until(
        PATIENCE,
        "%d tenants of %s say %s".formatted(size, site.namespace(), reason),
        () -> site.reasons().getOrDefault(reason, 0) == size);
  }

  private List<VirtualMoodle> tenants(Site site) {
    return ground
        .client()
        .resources(VirtualMoodle.class)
        .inNamespace(site.namespace())
        .list()
        .getItems();
  }

  private List<String> ids(Site site) {
    return tenants(site).stream()
        .map(
            tenant -> Objects.requireNonNull(Objects.requireNonNull(tenant.getStatus()).tenantId()))
        .toList();
  }

  /**
   * By a watch: lists of all tenants, again and again, would be half of what the API server does.
   */
  private SharedIndexInformer<VirtualMoodle> watched(Site site) {
    return Informers.started(
        ground
            .client()
            .resources(VirtualMoodle.class)
            .inNamespace(site.namespace())
            .runnableInformer(NO_RESYNC));
  }

  private static long upgraded(List<VirtualMoodle> tenants) {
    return tenants.stream()
        .map(tenant -> Objects.requireNonNull(tenant.getStatus()))
        .filter(status -> "4.5".equals(status.release()) && status.operation() == null)
        .count();
  }

  private Instant lastStatus(Site site, int mark) {
    return ground.ofOperator(mark).stream()
        .filter(request -> request.isStatusOf(site.namespace()))
        .toList()
        .getLast()
        .done();
  }
}
