package io.vmoodle.lab.database;

import java.util.concurrent.CountDownLatch;

/** Stands for a test JVM: starts both servers, says so, and never comes to an end by itself. */
final class HoldingServers {
  static final String READY = "both servers are up";

  private HoldingServers() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.printf(
        "%d %d %s%n", DatabaseLab.mariaDb().port(), DatabaseLab.postgreSql().port(), READY);
    new CountDownLatch(1).await();
  }
}
