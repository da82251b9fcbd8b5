package io.vmoodle.lab.benchmark;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same for many things, some of them at a time. */
final class Parallel {
  /** Work that may fail. */
  @FunctionalInterface
  interface Work<T> {
    void on(T thing) throws Exception;
  }

  private Parallel() {}

  /** Does it for each and returns when all are done; the first failure ends it. */
  static <T> void each(List<T> things, int atATime, Work<T> work) {
    try (var threads = Executors.newFixedThreadPool(atATime)) {
      var futures =
          things.stream()
              .<Future<?>>map(
                  thing ->
                      threads.submit(
                          () -> {
                            work.on(thing);
                            return thing;
                          }))
              .toList();
      try {
        for (var future : futures) {
          future.get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw new IllegalStateException("the benchmark's own work failed", e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
      }
    }
  }
}
