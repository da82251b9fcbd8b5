package io.vmoodle.operator.platform.inspection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.slf4j.MDC;

/**
 * Does the same for several servers at once, so that one that does not answer holds up no other.
 */
public final class AtOnce {
  private AtOnce() {}

  /** The results in the order of the items, once the last is there. */
  static <T, R> List<R> map(List<T> items, Function<T, R> work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var context = MDC.getCopyOfContextMap();
      var results =
          items.stream()
              .map(
                  item ->
                      threads.submit(
                          () -> {
                            // Who it is about is in the log of these threads, too.
                            MDC.setContextMap(context == null ? Map.of() : context);
                            return work.apply(item);
                          }))
              .toList();
      return results.stream().map(AtOnce::result).toList();
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
