package io.vmoodle.lab.benchmark;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** The figures in their order: the short ones first, each part on a cluster of its own. */
final class Programme {
  /** More databases than this on PostgreSQL, or made by the operator, take long and much room. */
  private static final int LARGEST_MADE = 1_000;

  private final Benchmark.Choice choice;
  private final Report report;
  private final List<String> jvm;
  private final Moodles moodles = new Moodles();

  Programme(Benchmark.Choice choice, Report report, List<String> jvm) {
    this.choice = choice;
    this.report = report;
    this.jvm = jvm;
  }

  void run() {
    for (var engine : choice.engines()) {
      var sizes = choice.sizesUpTo(LARGEST_MADE);
      if (choice.has("new")) {
        report.attempt("new, " + engine, () -> creation(engine, false, sizes));
      }
      if (choice.has("existing")) {
        report.attempt("existing, " + engine, () -> creation(engine, true, sizes));
      }
    }
    if (choice.has("wave")) {
      for (var engine : choice.engines()) {
        report.attempt("wave, " + engine, () -> wave(engine));
      }
    }
    if (choice.has("slow")) {
      report.attempt("slow", this::slow);
    }
    if (choice.has("fleet")) {
      report.attempt("fleet", () -> fleet(Collections.max(choice.sizes())));
    }
  }

  private void wave(Engine engine) throws SQLException {
    try (var ground = Ground.withoutJobController(jvm)) {
      ground.operator().awaitLeader();
      new Waves(ground, report, engine).measure(Collections.min(choice.sizes()));
    }
  }

  private void slow() throws SQLException {
    try (var ground = Ground.start(jvm)) {
      ground.operator().awaitLeader();
      new SlowServer(ground, report, Collections.min(choice.sizes())).measure();
    }
  }

  /** The largest fleet is made of Moodles that exist, and measured when it is there. */
  private void fleet(int size) throws SQLException {
    try (var ground = Ground.start(jvm)) {
      ground.operator().awaitLeader();
      var creation = new Creation(ground, report, moodles, Engine.MariaDB, true).warmUp();
      new FleetFigures(ground, report, fleet(creation, size), size).measure();
    }
  }

  private Site fleet(Creation creation, int size) throws SQLException {
    if (!choice.has("existing") || size <= LARGEST_MADE) {
      return creation.make(size);
    }
    creation.measure(Collections.min(choice.sizes()));
    var site = creation.measure(size);
    creation.tellGrowth();
    return site;
  }

  private void creation(Engine engine, boolean existing, List<Integer> sizes) throws SQLException {
    try (var ground = Ground.start(jvm)) {
      ground.operator().awaitLeader();
      var creation = new Creation(ground, report, moodles, engine, existing).warmUp();
      for (int size : sizes) {
        creation.measure(size);
      }
      creation.tellGrowth();
    }
  }
}
