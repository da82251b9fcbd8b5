package io.vmoodle.lab.cluster.run;

import java.util.concurrent.atomic.AtomicBoolean;

/** Work that is done once: when this is closed, or else when the JVM ends. */
public final class EndWithJvm implements AutoCloseable {
  private final AtomicBoolean done = new AtomicBoolean();
  private final Runnable work;
  private final Thread hook = Thread.ofPlatform().name("end-with-jvm").unstarted(this::once);

  private EndWithJvm(Runnable work) {
    this.work = work;
  }

  /** Registers the work. */
  public static EndWithJvm run(Runnable work) {
    var end = new EndWithJvm(work);
    Runtime.getRuntime().addShutdownHook(end.hook);
    return end;
  }

  /** From now on the JVM's end does not do the work. */
  public void forget() {
    done.set(true);
    unregister();
  }

  @Override
  public void close() {
    once();
    unregister();
  }

  private void once() {
    if (done.compareAndSet(false, true)) {
      work.run();
    }
  }

  private void unregister() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending; the hook has nothing left to do.
      return;
    }
  }
}
