package io.vmoodle.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.api.Engine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class MilestonesIT {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.123456Z");

  private final LedgerLab lab;
  private final Ledger ledger;

  MilestonesIT(Engine engine) throws SQLException {
    lab = LedgerLab.on(engine);
    ledger = lab.newLedger();
  }

  @Test
  void whatWasReachedIsReadAgain() {
    assertThat(new Milestones(ledger).now()).isEqualTo(RolloutMilestone.NONE);

    var arrived = new Milestones(ledger).note(RolloutMilestone.NONE.arrived("4.5", NOW));
    assertThat(new Milestones(ledger).now()).isEqualTo(arrived);
    assertThat(arrived.proven()).isNull();
    assertThat(arrived.soaksUntil("4.5", Duration.ofHours(1)))
        .contains(Instant.parse("2026-11-30T13:00:00.123Z"));
    assertThat(arrived.soaksUntil("5.0", Duration.ZERO)).isEmpty();

    new Milestones(ledger).note(arrived.passed());
    assertThat(new Milestones(ledger).now().proven()).isEqualTo("4.5");
    new Milestones(ledger).note(arrived.passed().arrived("5.0", NOW));
    assertThat(new Milestones(ledger).now().proven()).as("until 5.0 is").isEqualTo("4.5");
    assertThat(new Milestones(lab.newLedger()).now())
        .as("of another platform")
        .isEqualTo(RolloutMilestone.NONE);
  }

  @Test
  void itStaysWhenAnotherLeads() {
    new Milestones(ledger).note(RolloutMilestone.NONE.arrived("4.5", NOW).passed());
    var next = lab.platforms().raiseEpoch(ledger.platform(), "next");

    assertThat(new Milestones(next).now().proven()).isEqualTo("4.5");
    assertThatThrownBy(() -> new Milestones(ledger).note(RolloutMilestone.NONE))
        .isInstanceOf(StaleLeader.class);
    assertThat(new Milestones(next).now().proven()).isEqualTo("4.5");
  }
}
