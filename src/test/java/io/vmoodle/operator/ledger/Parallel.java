package io.vmoodle.operator.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Runs calls at the same moment, each on a thread of its own. */
final class Parallel {
  private Parallel() {}

  /** The results in the order of the calls. */
  static <T> List<T> results(List<Callable<T>> calls)
      throws InterruptedException, ExecutionException {
    var start = new CyclicBarrier(calls.size());
    try (var threads = Executors.newFixedThreadPool(calls.size())) {
      var running =
          calls.stream()
              .map(
                  call ->
                      threads.submit(
                          () -> {
                            start.await();
                            return call.call();
                          }))
              .toList();
      var results = new ArrayList<T>();
      for (var result : running) {
        results.add(result.get());
      }
      return results;
    }
  }
}
