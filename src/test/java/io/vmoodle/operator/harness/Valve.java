package io.vmoodle.operator.harness;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** What every piece of data goes past on its way: may be closed, or slow. */
final class Valve {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private boolean closed;
  private Duration delay = Duration.ZERO;

  void close() {
    set(true);
  }

  void open() {
    set(false);
  }

  private void set(boolean shut) {
    lock.lock();
    try {
      closed = shut;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void setDelay(Duration latency) {
    lock.lock();
    try {
      delay = latency;
    } finally {
      lock.unlock();
    }
  }

  /** Returns once it may go on. */
  void pass() {
    var wait = delayOnceOpen();
    if (wait.isPositive()) {
      LockSupport.parkNanos(wait.toNanos());
    }
  }

  private Duration delayOnceOpen() {
    lock.lock();
    try {
      while (closed) {
        opened.awaitUninterruptibly();
      }
      return delay;
    } finally {
      lock.unlock();
    }
  }
}
