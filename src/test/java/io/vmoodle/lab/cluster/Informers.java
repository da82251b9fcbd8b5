package io.vmoodle.lab.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;

/** Starts informers. */
public final class Informers {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Informers() {}

  /**
   * Starts one and waits until it knows all that is there. Where its first list or watch is not
   * answered, as on a machine with much to do, it asks again; Fabric8's own ends for good.
   */
  public static <T> SharedIndexInformer<T> started(SharedIndexInformer<T> informer) {
    informer.exceptionHandler((isStarted, failure) -> true).start();
    await("the first list of " + informer.getApiTypeClass().getSimpleName())
        .atMost(PATIENCE)
        .until(informer::hasSynced);
    return informer;
  }
}
