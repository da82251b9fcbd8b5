package io.vmoodle.operator.crash.process;

import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.MDC;

/**
 * Tells the test of every point that the operator reaches, and lets nobody go on from those where
 * the operator is to die, or to be stopped for a while.
 */
final class Points {
  static final String REACHED = "REACHED";
  static final String STOPPED = "STOPPED";

  private final Map<String, Integer> occurrences = new ConcurrentHashMap<>();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Set<String> stops;
  private final PrintStream told;

  /** Points that are told line by line; {@code stops} are lines of points. */
  Points(Set<String> stops, PrintStream told) {
    this.stops = stops;
    this.told = told;
  }

  /** The resource that this thread works on, as the framework notes it; empty outside of it. */
  static String resourceAtWork() {
    var name = MDC.get("resource.name");
    return name == null ? "" : MDC.get("resource.namespace") + "/" + name;
  }

  /** A point was reached in the work on a resource; with an empty one nothing happens. */
  void reached(String resource, String what) {
    if (resource.isEmpty()) {
      return;
    }
    var occurrence = occurrences.merge(resource + " " + what, 1, Integer::sum);
    var line = new Point(resource, what, occurrence).line();
    if (stops.contains(line)) {
      told.println(STOPPED + " " + line);
      waitForWord();
    } else {
      told.println(REACHED + " " + line);
    }
  }

  /** Lets everybody go on who stopped. */
  void goOn() {
    goOn.countDown();
  }

  private void waitForWord() {
    try {
      goOn.await();
    } catch (InterruptedException e) {
      // Nobody but the operator that stops interrupts; what is left undone is what is tested.
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
