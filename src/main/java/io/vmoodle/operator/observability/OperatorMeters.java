package io.vmoodle.operator.observability;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vmoodle.operator.platform.state.PlatformDirectory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All metrics of one operator, in Prometheus' text format: {@link ReconcileMeters}, {@link
 * PlatformMeters}, {@code vmoodle_leader} (1 if this process acts), and those of the JVM.
 */
public final class OperatorMeters implements AutoCloseable {
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ReconcileMeters reconciliations = new ReconcileMeters(registry);
  private final PlatformMeters platforms = new PlatformMeters(registry);
  private final AtomicInteger leader = new AtomicInteger();
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Meters that start at nothing. */
  public OperatorMeters() {
    Gauge.builder("vmoodle.leader", leader, AtomicInteger::get)
        .description("1 if this process is the one that acts")
        .register(registry);
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Counts what the framework tells it. */
  public Metrics reconciliations() {
    return reconciliations;
  }

  /**
   * Everything as it is now.
   *
   * @param directory how the platforms are
   * @param leading whether this process is the one that acts
   */
  public Answer page(PlatformDirectory directory, boolean leading) {
    platforms.refresh(directory);
    leader.set(leading ? 1 : 0);
    return new Answer(200, PROMETHEUS_TEXT, registry.scrape());
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
