package io.vmoodle.operator.crash;

import java.util.ArrayList;
import java.util.List;

/**
 * Kills that one SIGKILL does at once, because the operator can be held up for all of these tenants
 * at their points without one being in the way of another.
 */
final class Batches {
  /** The operator has 8 connections to a database; others need some to get on in time. */
  private static final int CONNECTIONS = 6;

  private Batches() {}

  static List<List<Kill>> of(List<Kill> kills) {
    var batches = new ArrayList<List<Kill>>();
    for (var kill : kills) {
      batches.stream()
          .filter(batch -> fits(kill, batch))
          .findFirst()
          .orElseGet(
              () -> {
                var batch = new ArrayList<Kill>();
                batches.add(batch);
                return batch;
              })
          .add(kill);
    }
    return batches;
  }

  private static boolean fits(Kill kill, List<Kill> batch) {
    var alone = batch.stream().anyMatch(Kill::needsMainHostAlone);
    var shared = batch.stream().anyMatch(it -> it.scenario().subPath());
    if (kill.scenario().subPath() && (alone || (kill.needsMainHostAlone() && shared))) {
      return false;
    }
    if (kill.isScarce() && batch.stream().anyMatch(Kill::isScarce)) {
      return false;
    }
    return !kill.holdsConnection()
        || batch.stream().filter(Kill::holdsConnection).count() < CONNECTIONS;
  }
}
