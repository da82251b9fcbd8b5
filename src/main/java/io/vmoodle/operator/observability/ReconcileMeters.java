package io.vmoodle.operator.observability;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the framework tells of its work, by kind of resource and never by resource, under names that
 * stay when the framework's own change:
 *
 * <ul>
 *   <li>{@code vmoodle_reconciliations_total{kind,action,outcome}}: action reconcile or cleanup,
 *       outcome success or failure (an exception that nobody foresaw)
 *   <li>{@code vmoodle_reconciliation_duration_seconds{kind,action}}: a histogram
 *   <li>{@code vmoodle_reconciliations_queued{kind}}: wait for a thread now
 *   <li>{@code vmoodle_reconciliations_running{kind}}: are being worked on now
 * </ul>
 */
final class ReconcileMeters implements Metrics {
  private static final String PREFIX = "vmoodle.reconciliation";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> queued = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

  /**
   * Whether this thread was told of a beginning. Of a resource that went before its turn the
   * framework tells the end only; of one that is to be worked on again, that before the end.
   */
  private final ThreadLocal<Boolean> begun = ThreadLocal.withInitial(() -> false);

  ReconcileMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void reconcileCustomResource(
      HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
    gauge(queued, "queued", resource.getKind()).incrementAndGet();
  }

  @Override
  public void reconciliationExecutionStarted(HasMetadata resource, Map<String, Object> metadata) {
    gauge(queued, "queued", resource.getKind()).decrementAndGet();
    gauge(running, "running", resource.getKind()).incrementAndGet();
    begun.set(true);
  }

  @Override
  public void reconciliationExecutionFinished(HasMetadata resource, Map<String, Object> metadata) {
    var over =
        begun.get()
            ? gauge(running, "running", resource.getKind())
            : gauge(queued, "queued", resource.getKind());
    over.decrementAndGet();
    begun.remove();
  }

  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    var begun = Timer.start(registry);
    var outcome = "failure";
    try {
      var result = execution.execute();
      outcome = "success";
      return result;
    } finally {
      var kind =
          execution.metadata().get(Constants.RESOURCE_GVK_KEY) instanceof GroupVersionKind it
              ? it.getKind()
              : "unknown";
      begun.stop(
          Timer.builder(PREFIX + ".duration")
              .description("How long work on a resource took")
              .tags("kind", kind, "action", execution.name())
              .serviceLevelObjectives(BUCKETS)
              .register(registry));
      registry
          .counter(PREFIX + "s", "kind", kind, "action", execution.name(), "outcome", outcome)
          .increment();
    }
  }

  private AtomicInteger gauge(Map<String, AtomicInteger> gauges, String name, String kind) {
    return gauges.computeIfAbsent(
        kind,
        key -> {
          var value = new AtomicInteger();
          Gauge.builder(PREFIX + "s." + name, value, AtomicInteger::get)
              .description("Resources of which work is " + name + " now")
              .tag("kind", key)
              .register(registry);
          return value;
        });
  }
}
