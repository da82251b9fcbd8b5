package io.vmoodle.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.ledger.ClaimOutcome.Claimed;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ledger keeps of tenants that are kept from their visitors. */
@ParameterizedClass
@EnumSource(Engine.class)
class UpkeepsIT {
  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123Z");
  private static final Operation.Failure WHY = new Operation.Failure("JobFailed", "Écran bleu 🎓");

  private final Ledger ledger;
  private final LedgerTenant hugo;

  UpkeepsIT(Engine engine) throws SQLException {
    ledger = LedgerLab.on(engine).newLedger();
    hugo = ((Claimed) ledger.claim(Tenants.named("hugo"))).tenant();
  }

  @Test
  void whoIsSuspendedIsSoUntilItIsNotAnyMore() {
    assertThat(hugo.upkeep()).isEqualTo(Upkeep.NONE);

    var suspended = upkeeps().suspend(hugo, true);
    assertThat(suspended.upkeep().suspended()).isTrue();
    assertThat(ledger.tenants()).containsExactly(suspended);

    assertThat(upkeeps().suspend(suspended, false)).isEqualTo(hugo);
    assertThat(ledger.tenants()).containsExactly(hugo);
  }

  @Test
  void noTwoJobsOfATenantAreNamedAlike() {
    var on = upkeeps().plan(hugo, TaskKind.MAINTENANCE_ON);
    var again = upkeeps().again(on, NOW, WHY);
    var off = upkeeps().plan(again, TaskKind.MAINTENANCE_OFF);

    assertThat(on.upkeep().task()).isEqualTo(Task.first(TaskKind.MAINTENANCE_ON, hugo.fence() + 1));
    assertThat(again.upkeep().task())
        .isEqualTo(new Task(TaskKind.MAINTENANCE_ON, hugo.fence() + 2, 2, NOW, WHY));
    assertThat(off.upkeep().task())
        .isEqualTo(Task.first(TaskKind.MAINTENANCE_OFF, hugo.fence() + 3));
    assertThat(ledger.tenants()).containsExactly(off);
    assertThatThrownBy(() -> upkeeps().plan(on, TaskKind.MAINTENANCE_OFF))
        .isInstanceOf(StaleFence.class);
  }

  @Test
  void whatWasDoneIsKept() {
    var on = upkeeps().done(upkeeps().plan(hugo, TaskKind.MAINTENANCE_ON));
    assertThat(on.upkeep()).isEqualTo(new Upkeep(false, true, null));

    var off = upkeeps().done(upkeeps().plan(on, TaskKind.MAINTENANCE_OFF));
    assertThat(off.upkeep()).isEqualTo(Upkeep.NONE);
    assertThat(ledger.tenants()).containsExactly(off);
  }

  /** Or the next deletion would take its new database to be dropped already. */
  @Test
  void whoComesBackKeepsItsFolder() {
    var released =
        ledger.release(
            Tenants.deleting(ledger, upkeeps().suspend(hugo, true)), NOW, connection -> true);
    var trash = upkeeps().plan(released, TaskKind.TRASH);

    var back = ((Claimed) ledger.reclaim(trash, "another")).tenant();

    assertThat(back.upkeep()).isEqualTo(new Upkeep(true, false, null));
    assertThat(ledger.tenants()).containsExactly(back);
  }

  @Test
  void aFolderGoesOnlyWithATenantThatIsReleased() {
    assertThatThrownBy(() -> upkeeps().plan(hugo, TaskKind.TRASH))
        .isInstanceOf(IllegalStateException.class);
    var released =
        ledger.release(
            Tenants.deleting(ledger, upkeeps().suspend(hugo, true)), NOW, connection -> true);

    var trash = upkeeps().plan(released, TaskKind.TRASH);
    assertThat(ledger.tenants()).containsExactly(trash);
    ledger.purge(trash);
    assertThat(ledger.tenants()).isEmpty();
  }

  private Upkeeps upkeeps() {
    return ledger.operations().upkeeps();
  }
}
