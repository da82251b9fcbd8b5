package io.vmoodle.lab.demo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who asks for one page of one tenant, again and again, and counts the answers. */
final class Visitor implements AutoCloseable {
  private static final long PAUSE_MILLIS = 500;
  private static final int OK = 200;

  /**
   * What became of it.
   *
   * @param asked how often
   * @param good how often it got the page
   */
  record Count(int asked, int good) {}

  private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger good = new AtomicInteger();

  private Visitor() {}

  static Visitor of(Surroundings surroundings, String host, String path) {
    var visitor = new Visitor();
    var _ =
        visitor.pulse.scheduleWithFixedDelay(
            () -> visitor.ask(surroundings, host, path), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return visitor;
  }

  private void ask(Surroundings surroundings, String host, String path) {
    try {
      var answer = surroundings.front().get(host, path);
      if (answer.status() == OK) {
        good.incrementAndGet();
      }
    } finally {
      asked.incrementAndGet();
    }
  }

  Count count() {
    return new Count(asked.get(), good.get());
  }

  @Override
  public void close() {
    pulse.shutdownNow();
  }
}
