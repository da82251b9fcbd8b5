package io.vmoodle.lab.benchmark;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.harness.Engines;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * How the operator lives with a fleet that is true: started again, at rest, and when it changes.
 */
final class FleetFigures {
  private static final String FOREIGN = "foreign";
  private static final Duration REST = Duration.ofSeconds(60);
  private static final Duration RESYNC = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(2);
  private static final int CHANGES = 300;
  private static final int CHANGES_A_SECOND = 5;
  private static final int DRIFTED = 100;
  private static final int BYTES = 1_024;

  private final Ground ground;
  private final Report report;
  private final Site site;
  private final int size;

  /**
   * Figures.
   *
   * @param site where the fleet is
   * @param size how many tenants it has
   */
  FleetFigures(Ground ground, Report report, Site site, int size) {
    this.ground = ground;
    this.report = report;
    this.site = site;
    this.size = size;
  }

  void measure() {
    addForeignSecrets();
    report.attempt("restart", this::restart);
    report.attempt("rest", this::rest);
    report.attempt("changes", this::changes);
    report.attempt("drift", this::drift);
    memory();
  }

  private void addForeignSecrets() {
    report.progress("%,d Secrets of others".formatted(size));
    ground
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(FOREIGN).endMetadata().build())
        .create();
    var value = "x".repeat(BYTES);
    Parallel.each(
        IntStream.range(0, size).boxed().toList(),
        BareWriter.AT_A_TIME,
        number ->
            ground
                .client()
                .resource(
                    new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(FOREIGN)
                        .withName("secret-" + number)
                        .endMetadata()
                        .addToStringData("value", value)
                        .build())
                .create());
  }

  /** Until nothing happens any more: then every tenant was looked at and found to be as wished. */
  private void restart() throws SQLException {
    report.progress("restart");
    ground.stopOperator();
    var mark = ground.audit().mark();
    var sql = SqlCounters.now();
    var begin = System.nanoTime();
    ground.startOperator();
    var last = new long[] {begin};
    var seen = new double[1];
    Waiting.until(
        PATIENCE,
        "all tenants are known",
        () -> {
          var done = ground.operator().number("vmoodle_reconciliations_total", "VirtualMoodle\"");
          var now = System.nanoTime();
          if (done != seen[0]) {
            seen[0] = done;
            last[0] = now;
          }
          return ground.operator().number("vmoodle_platform_open", site.namespace()) == 1
              && done >= size
              && now - last[0] > QUIET.toNanos();
        });
    var statements = SqlCounters.now().statementsSince(sql);
    var time = Duration.ofNanos(last[0] - begin);
    figure(
        "restart with %,d tenants until all are known good",
        "< 120 s", Creation.seconds(time) + " s", time.toSeconds() < 120);
    figure(
        "the same: SQL round trips per 100 tenants",
        "≤ 2",
        "%s (%d in all)".formatted(Report.number(statements * 100.0 / size), statements),
        statements * 100.0 / size <= 2);
    figure(
        "the same: API writes", "0", String.valueOf(ground.writes(mark)), ground.writes(mark) == 0);
  }

  private void rest() throws SQLException {
    report.progress("at rest");
    var mark = ground.audit().mark();
    var sql = SqlCounters.now();
    var processor = ground.operator().processor();
    Waiting.pass(REST);
    var after = SqlCounters.now();
    var writes = ground.writes(mark);
    var reads =
        ground.ofOperator(mark).stream()
            .filter(request -> !request.isWrite() && !request.resource().equals("leases"))
            .count();
    figure("API writes at rest over 60 s, %,d tenants", "0", String.valueOf(writes), writes == 0);
    figure(
        "SQL writes at rest over 60 s, %,d tenants",
        "0", String.valueOf(after.writesSince(sql)), after.writesSince(sql) == 0);
    report.note(
        "the same: SQL statements, API reads, processor time",
        "%d, %d, %s s"
            .formatted(
                after.statementsSince(sql),
                reads,
                Creation.seconds(ground.operator().processor().minus(processor))));
  }

  /** Changes come at a steady pace through two looks at the whole fleet. */
  private void changes() {
    report.progress("changes");
    var times = Collections.synchronizedList(new ArrayList<Long>());
    var begin = System.nanoTime();
    Parallel.each(
        IntStream.range(0, CHANGES).boxed().toList(),
        4,
        number -> {
          var due = begin + number * 1_000_000_000L / CHANGES_A_SECOND;
          Waiting.pass(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
          times.add(change(number * (size / CHANGES + 1) % size));
        });
    Collections.sort(times);
    var p50 = times.get(times.size() / 2) / 1e6;
    var p99 = times.get(times.size() * 99 / 100) / 1e6;
    figure(
        "spec change → row with %,d tenants, p50 / p99",
        "p99 < 2 s", "%.0f ms / %.0f ms".formatted(p50, p99), p99 < 2_000);
  }

  /** Changes a tenant's name and waits until its row has it; returns nanoseconds. */
  private long change(int number) throws SQLException {
    var name = Batch.name(number);
    try (var connection = Engines.lab(site.engine()).superuser(site.registry())) {
      var wanted = "Changed " + System.nanoTime();
      var begin = System.nanoTime();
      ground
          .client()
          .resources(VirtualMoodle.class)
          .inNamespace(site.namespace())
          .withName(name)
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"spec\": {\"site\": {\"fullName\": \"%s\"}}}".formatted(wanted));
      while (!rowIs(connection, number, wanted)) {
        if (System.nanoTime() - begin > PATIENCE.toNanos()) {
          throw new IllegalStateException("the row of %s does not follow".formatted(name));
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
      return System.nanoTime() - begin;
    }
  }

  private static boolean rowIs(Connection connection, int number, String name) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT count(*) FROM mdl_local_vmoodle WHERE vdbname = ? AND id = ? AND name = ?")) {
      query.setString(1, Moodles.database(number));
      query.setInt(2, number + 1);
      query.setString(3, name);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1) == 1;
      }
    }
  }

  private void drift() throws SQLException, IOException {
    report.progress("drift");
    var drifted = Math.min(DRIFTED, size / 25);
    try (var log = StatementLog.open()) {
      var begin = System.nanoTime();
      Engines.lab(site.engine())
          .execute(
              site.registry(),
              "UPDATE mdl_local_vmoodle SET shortname = 'drifted' WHERE id <= " + drifted);
      Waiting.until(PATIENCE, "the rows are mended", () -> drifted() == 0);
      var time = Duration.ofNanos(System.nanoTime() - begin);
      var looks =
          log.lines().stream()
              .filter(line -> line.contains("local_vmoodle") && line.contains("ORDER BY id"))
              .filter(line -> line.contains("SELECT") && line.contains(site.registry()))
              .filter(line -> !line.contains("WHERE"))
              .count();
      figure(
          "drift of %d rows of %s → mended".formatted(drifted, "%,d"),
          "one query, < %d s and the look itself".formatted(RESYNC.toSeconds()),
          "%s s, found by %d query".formatted(Creation.seconds(time), looks),
          looks <= 2 && time.compareTo(RESYNC.plusSeconds(3)) < 0);
    }
  }

  private int drifted() throws SQLException {
    try (var connection = Engines.lab(site.engine()).superuser(site.registry());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM mdl_local_vmoodle WHERE shortname = 'drifted'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void memory() {
    var peak = ground.operator().memory("VmHWM");
    figure(
        "RSS with %,d tenants and as many Secrets of others: most / now",
        "< 512 MiB",
        "%d MiB / %d MiB".formatted(peak, ground.operator().memory("VmRSS")),
        peak < 512);
  }

  private void figure(String figure, String aim, String measured, boolean met) {
    report.figure(String.format(Locale.ROOT, figure, size), aim, measured, met);
  }
}
