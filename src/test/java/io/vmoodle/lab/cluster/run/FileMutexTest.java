package io.vmoodle.lab.cluster.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMutexTest {
  @TempDir private Path folder;

  @Test
  void aSecondThreadOfTheSameJvmWaits() throws Exception {
    var mutex = new FileMutex(folder.resolve("lock"));
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var working = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          threads.submit(
              () ->
                  mutex.holding(
                      () -> {},
                      () -> {
                        working.incrementAndGet();
                        inside.countDown();
                        await(leave);
                        return working.getAndDecrement();
                      }));
      inside.await();
      var second =
          threads.submit(
              () ->
                  new FileMutex(folder.resolve("lock"))
                      .holding(() -> {}, working::incrementAndGet));
      leave.countDown();

      assertThat(first.get()).isEqualTo(1);
      assertThat(second.get()).as("alone").isEqualTo(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
