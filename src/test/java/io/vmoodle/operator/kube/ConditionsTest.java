package io.vmoodle.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00.123Z");
  private static final Clock BEFORE = Clock.fixed(FIRST, ZoneOffset.UTC);
  private static final Clock LATER = Clock.offset(BEFORE, Duration.ofHours(1));

  private final List<Condition> pending =
      Conditions.of(List.of(), 3, BEFORE)
          .setFalse(ConditionType.Ready, Reason.Progressing, "wait")
          .list();

  @Test
  void aNewConditionSaysEverything() {
    assertThat(pending)
        .singleElement()
        .satisfies(
            ready -> {
              assertThat(ready.getType()).isEqualTo("Ready");
              assertThat(ready.getStatus()).isEqualTo("False");
              assertThat(ready.getReason()).isEqualTo("Progressing");
              assertThat(ready.getMessage()).isEqualTo("wait");
              assertThat(ready.getObservedGeneration()).isEqualTo(3);
              assertThat(ready.getLastTransitionTime()).isEqualTo("2026-03-01T10:00:00Z");
            });
  }

  @Test
  void theTransitionTimeStaysWhileTheStatusStays() {
    var after =
        Conditions.of(pending, 4, LATER)
            .setFalse(ConditionType.Ready, Reason.WaitingForJob, "wait more")
            .find(ConditionType.Ready)
            .orElseThrow();
    assertThat(after.getLastTransitionTime()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(after.getReason()).isEqualTo("WaitingForJob");
    assertThat(after.getObservedGeneration()).isEqualTo(4);
  }

  @Test
  void theTransitionTimeMovesWithTheStatus() {
    var after =
        Conditions.of(pending, 3, LATER)
            .setTrue(ConditionType.Ready, Reason.Ready, "")
            .find(ConditionType.Ready)
            .orElseThrow();
    assertThat(after.getLastTransitionTime()).isEqualTo("2026-03-01T11:00:00Z");
  }

  @Test
  void theSameStateIsAnEqualList() {
    var again =
        Conditions.of(pending, 3, LATER)
            .setFalse(ConditionType.Ready, Reason.Progressing, "wait")
            .list();
    assertThat(again).isEqualTo(pending);
  }

  @Test
  void theListIsSortedByTypeInAnyOrderOfSetting() {
    var conditions =
        Conditions.of(List.of(), 1, BEFORE)
            .setTrue(ConditionType.Stalled, Reason.AddressConflict, "")
            .setUnknown(ConditionType.UpToDate, Reason.ReleaseNotProbed, "")
            .setFalse(ConditionType.Accepted, Reason.AddressConflict, "");
    assertThat(conditions.list())
        .extracting(Condition::getType)
        .containsExactly("Accepted", "Stalled", "UpToDate");
    assertThat(conditions.list())
        .extracting(Condition::getStatus)
        .containsExactly("False", "True", "Unknown");
  }

  @Test
  void whatIsNotSetStaysAndWhatIsRemovedGoes() {
    var kept = Conditions.of(pending, 9, LATER);
    assertThat(kept.list()).isEqualTo(pending);
    assertThat(kept.remove(ConditionType.Ready).remove(ConditionType.Stalled).list()).isEmpty();
  }

  @Test
  void aMessageIsOneLineOfLimitedLength() {
    var message =
        Conditions.of(List.of(), 1, BEFORE)
            .setTrue(ConditionType.Ready, Reason.Ready, "a\nb".repeat(5_000))
            .list()
            .getFirst()
            .getMessage();
    assertThat(message).hasSizeLessThanOrEqualTo(4_096).startsWith("a ba ba b").endsWith("…");
  }
}
