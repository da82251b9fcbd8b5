package io.vmoodle.operator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets SIGTERM and Ctrl+C end the process in order: what is being done is finished, at most for
 * {@link #LIMIT}. The framework's own hook is not there when there is leader election.
 */
final class StopRequest implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StopRequest.class);

  /** Less than the grace period of the Deployment, after which the process is killed. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private StopRequest() {}

  /** From now on the process waits, when it is told to end, until this is closed. */
  static StopRequest install() {
    var request = new StopRequest();
    Runtime.getRuntime().addShutdownHook(new Thread(request::stop, "stop"));
    return request;
  }

  private void stop() {
    requested.countDown();
    try {
      if (!stopped.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().addKeyValue("limit", LIMIT).log("Not stopped in time: ending");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the process was told to end. */
  void await() {
    try {
      requested.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything has stopped. */
  @Override
  public void close() {
    stopped.countDown();
  }
}
