package io.vmoodle.operator.kube;

import static io.vmoodle.operator.api.ConditionType.Ready;
import static io.vmoodle.operator.api.ConditionType.Reconciling;
import static io.vmoodle.operator.api.ConditionType.Stalled;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmoodle.operator.api.Reason;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The evaluator agrees with kstatus on what our conditions mean. */
class KubeStatusTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void readyIsCurrent() {
    assertThat(status(1L, it -> it.setTrue(Ready, Reason.Ready, ""))).isEqualTo(KubeStatus.Current);
  }

  @Test
  void notReadyIsInProgress() {
    assertThat(status(1L, it -> it.setFalse(Ready, Reason.Progressing, "")))
        .isEqualTo(KubeStatus.InProgress);
    assertThat(status(1L, it -> it.setUnknown(Ready, Reason.DatabaseUnavailable, "")))
        .isEqualTo(KubeStatus.InProgress);
  }

  @Test
  void reconcilingIsInProgressEvenWhenReady() {
    assertThat(
            status(
                1L,
                it ->
                    it.setTrue(Ready, Reason.Ready, "")
                        .setTrue(Reconciling, Reason.Progressing, "")))
        .isEqualTo(KubeStatus.InProgress);
  }

  @Test
  void stalledIsFailed() {
    assertThat(
            status(
                1L,
                it ->
                    it.setFalse(Ready, Reason.AddressConflict, "")
                        .setTrue(Stalled, Reason.AddressConflict, "")))
        .isEqualTo(KubeStatus.Failed);
  }

  @Test
  void reconcilingComesBeforeStalledInOurSortedList() {
    assertThat(
            status(
                1L,
                it ->
                    it.setTrue(Stalled, Reason.AddressConflict, "")
                        .setTrue(Reconciling, Reason.Progressing, "")))
        .isEqualTo(KubeStatus.InProgress);
  }

  @Test
  void anOlderObservedGenerationIsInProgress() {
    assertThat(status(0L, it -> it.setTrue(Ready, Reason.Ready, "")))
        .isEqualTo(KubeStatus.InProgress);
  }

  @Test
  void aResourceThatNobodyLookedAtIsCurrent() {
    // The trap: without an observedGeneration kstatus takes a new resource for a finished one.
    assertThat(status(null, it -> it)).isEqualTo(KubeStatus.Current);
    assertThat(status(-1L, it -> it)).isEqualTo(KubeStatus.InProgress);
  }

  @Test
  void deletionComesFirst() {
    var resource = resource(1L, it -> it.setTrue(Ready, Reason.Ready, ""));
    resource.withObjectProperty("metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
    assertThat(KubeStatus.of(resource)).isEqualTo(KubeStatus.Terminating);
  }

  private static KubeStatus status(
      @Nullable Long observedGeneration, UnaryOperator<Conditions> conditions) {
    return KubeStatus.of(resource(observedGeneration, conditions));
  }

  private static ObjectNode resource(
      @Nullable Long observedGeneration, UnaryOperator<Conditions> conditions) {
    var resource = JSON.createObjectNode();
    resource.withObjectProperty("metadata").put("generation", 1);
    var status = resource.withObjectProperty("status");
    if (observedGeneration != null) {
      status.put("observedGeneration", observedGeneration);
    }
    var list = conditions.apply(Conditions.of(List.of(), 1, Clock.systemUTC())).list();
    status.set("conditions", JSON.valueToTree(list));
    return resource;
  }
}
