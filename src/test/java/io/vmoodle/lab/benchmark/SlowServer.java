package io.vmoodle.lab.benchmark;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.platform.MoodlePlatform;
import io.vmoodle.operator.database.Endpoint;
import io.vmoodle.operator.harness.Engines;
import io.vmoodle.operator.harness.Manifests;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Whether tenants on MariaDB notice that tenants on PostgreSQL, of the same platform, wait for
 * their databases. PostgreSQL is made to wait by a lock on its template, which costs no processor
 * time: what is measured is the operator, not how the two servers share this machine.
 */
final class SlowServer {
  private static final int REPETITIONS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Ground ground;
  private final Report report;
  private final int size;

  SlowServer(Ground ground, Report report, int size) {
    this.ground = ground;
    this.report = report;
    this.size = size;
  }

  void measure() throws SQLException {
    var site = Site.prepare(ground.client(), Engine.MariaDB, "two-servers");
    site.open(platform(site));
    int next = 0;
    create(Batch.fresh(site.namespace(), "first", next, size));
    next += size;
    var without = new ArrayList<Duration>();
    var with = new ArrayList<Duration>();
    for (int i = 0; i < REPETITIONS; i++) {
      report.progress("MariaDB alone, then while PostgreSQL is held up");
      without.add(create(Batch.fresh(site.namespace(), "first", next, size)));
      next += size;
      try (var held = Engines.lab(Engine.PostgreSQL).superuser("")) {
        hold(held);
        var waiting = Batch.fresh(site.namespace(), "second", next, size);
        next += size;
        Parallel.each(
            waiting.tenants(),
            BareWriter.AT_A_TIME,
            tenant -> ground.client().resource(tenant).create());
        // They have taken all the turns that they get.
        Waiting.pass(Duration.ofSeconds(3));
        with.add(create(Batch.fresh(site.namespace(), "first", next, size)));
        next += size;
        held.rollback();
      }
      awaitNothingWaits(site);
    }
    var ratio = (double) sum(with).toNanos() / sum(without).toNanos();
    report.figure(
        "%,d MariaDB tenants: time while as many wait for PostgreSQL ÷ alone".formatted(size),
        "≤ 1.1",
        "%s (%s s ÷ %s s, %d times)"
            .formatted(
                Report.number(ratio),
                Creation.seconds(sum(with)),
                Creation.seconds(sum(without)),
                REPETITIONS),
        ratio <= 1.1);
  }

  private MoodlePlatform platform(Site site) {
    var servers =
        List.of(
            Manifests.databaseServer("first", Engine.MariaDB, port(Engine.MariaDB), ""),
            Manifests.databaseServer("second", Engine.PostgreSQL, port(Engine.PostgreSQL), ""));
    return Manifests.with(
        site.platform(),
        "{\"spec\": {\"databaseServers\": [%s]}}".formatted(String.join(",", servers)));
  }

  private static int port(Engine engine) {
    return new Endpoint(engine, "127.0.0.1", Engines.lab(engine).port()).port();
  }

  /** CREATE DATABASE waits for this lock. */
  private static void hold(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("COMMENT ON DATABASE template0 IS 'held by the benchmark'");
    }
  }

  private Duration create(Batch batch) {
    var mark = ground.audit().mark();
    var names = new HashSet<String>();
    batch.tenants().forEach(tenant -> names.add(tenant.getMetadata().getName()));
    var begin = Instant.now();
    Parallel.each(
        batch.tenants(), BareWriter.AT_A_TIME, tenant -> ground.client().resource(tenant).create());
    var end = new Instant[] {begin};
    Waiting.until(
        PATIENCE,
        "tenants on MariaDB are registered",
        () -> {
          var left = new HashSet<>(names);
          for (var request : ground.ofOperator(mark)) {
            if (request.isStatusOf(batch.namespace()) && left.remove(request.name())) {
              end[0] = request.done();
            }
          }
          return left.isEmpty();
        });
    return Duration.between(begin, end[0]);
  }

  private void awaitNothingWaits(Site site) {
    Waiting.until(
        PATIENCE,
        "tenants on PostgreSQL are registered, too",
        () -> site.reasons().keySet().equals(new HashSet<>(List.of("WaitingForJob"))));
  }

  private static Duration sum(List<Duration> times) {
    return times.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
