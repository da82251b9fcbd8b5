package io.vmoodle.operator.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics.ControllerExecution;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ReconcileMetersTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ReconcileMeters meters = new ReconcileMeters(registry);

  private record Execution(Callable<String> work) implements ControllerExecution<String> {
    @Override
    public String name() {
      return "reconcile";
    }

    @Override
    public String controllerName() {
      return "virtualmoodle";
    }

    @Override
    public String successTypeName(String result) {
      return result;
    }

    @Override
    public ResourceID resourceID() {
      return new ResourceID("hugo", "schools");
    }

    @Override
    public Map<String, Object> metadata() {
      return Map.of(
          Constants.RESOURCE_GVK_KEY,
          new GroupVersionKind("vmoodle.io", "v1alpha1", "VirtualMoodle"));
    }

    @Override
    public String execute() throws Exception {
      return work.call();
    }
  }

  @Test
  void countsByKindAndOutcome() throws Exception {
    meters.timeControllerExecution(new Execution(() -> "done"));
    meters.timeControllerExecution(new Execution(() -> "done"));
    assertThatThrownBy(
            () ->
                meters.timeControllerExecution(
                    new Execution(
                        () -> {
                          throw new IllegalStateException("failed");
                        })))
        .hasMessage("failed");

    assertThat(registry.scrape())
        .contains(
            "vmoodle_reconciliations_total{action=\"reconcile\",kind=\"VirtualMoodle\",outcome=\"success\"} 2.0",
            "vmoodle_reconciliations_total{action=\"reconcile\",kind=\"VirtualMoodle\",outcome=\"failure\"} 1.0",
            "vmoodle_reconciliation_duration_seconds_count{action=\"reconcile\",kind=\"VirtualMoodle\"} 3",
            "vmoodle_reconciliation_duration_seconds_bucket{action=\"reconcile\",kind=\"VirtualMoodle\",le=\"30.0\"} 3")
        .doesNotContain("hugo");
  }

  /** The framework tells the end of what it never began, where a resource went meanwhile. */
  @Test
  void whatIsGoneBeforeItsTurnIsNotCountedForEver() {
    var gone = named("gone");
    meters.reconcileCustomResource(gone, null, Map.of());
    meters.reconciliationExecutionFinished(gone, Map.of());
    var busy = named("busy");
    meters.reconcileCustomResource(busy, null, Map.of());
    meters.reconciliationExecutionStarted(busy, Map.of());
    meters.reconcileCustomResource(busy, null, Map.of());
    meters.reconciliationExecutionFinished(busy, Map.of());

    assertThat(registry.scrape())
        .contains(
            "vmoodle_reconciliations_queued{kind=\"VirtualMoodle\"} 1.0",
            "vmoodle_reconciliations_running{kind=\"VirtualMoodle\"} 0.0");
  }

  private static VirtualMoodle named(String name) {
    var tenant = new VirtualMoodle();
    tenant.setMetadata(new ObjectMetaBuilder().withNamespace("schools").withName(name).build());
    return tenant;
  }

  @Test
  void showsWhatWaitsAndWhatRuns() {
    var first = named("first");
    var second = named("second");
    meters.reconcileCustomResource(first, null, Map.of());
    meters.reconcileCustomResource(second, null, Map.of());
    meters.reconciliationExecutionStarted(first, Map.of());

    assertThat(registry.scrape())
        .contains(
            "vmoodle_reconciliations_queued{kind=\"VirtualMoodle\"} 1.0",
            "vmoodle_reconciliations_running{kind=\"VirtualMoodle\"} 1.0");

    meters.reconciliationExecutionFinished(first, Map.of());

    assertThat(registry.scrape())
        .contains("vmoodle_reconciliations_running{kind=\"VirtualMoodle\"} 0.0");
  }
}
