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

@ParameterizedClass
@EnumSource(Engine.class)
class OperationsIT {
  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123456789Z");
  private static final Operation.Failure WHY =
      new Operation.Failure("JobFailed", "exit code 1: Écran bleu 🎓");

  private final LedgerLab lab;
  private final Ledger ledger;
  private final LedgerTenant hugo;
  private final Operation first;

  OperationsIT(Engine engine) throws SQLException {
    lab = LedgerLab.on(engine);
    ledger = lab.newLedger();
    hugo = ((Claimed) ledger.claim(Tenants.named("hugo"))).tenant();
    first = Operation.first(OperationType.INSTALL, "4.4", "vm-%s-install-1".formatted(hugo.id()));
  }

  @Test
  void whatBeginsIsFoundAgainAndRaisesTheFence() {
    var begun = ledger.operations().begin(hugo, first);

    assertThat(begun.operation()).isEqualTo(first);
    assertThat(begun.fence()).isEqualTo(hugo.fence() + 1);
    assertThat(ledger.tenants()).containsExactly(begun);
    assertThat(ledger.find("schools", "hugo")).contains(begun);
  }

  @Test
  void whatHasBegunDoesNotBeginAgain() {
    var begun = ledger.operations().begin(hugo, first);

    assertThat(ledger.operations().begin(begun, first)).isEqualTo(begun);
    assertThatThrownBy(() -> ledger.operations().begin(hugo, first)).isInstanceOf(StaleFence.class);
  }

  @Test
  void aTenantThatGoesBeginsNothing() {
    var deleting = Tenants.deleting(ledger, hugo);

    assertThatThrownBy(() -> ledger.operations().begin(deleting, first))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ledger.tenants()).containsExactly(deleting);
  }

  @Test
  void aJobThatWasSeenIsNoted() {
    var started = ledger.operations().started(ledger.operations().begin(hugo, first));

    assertThat(started.operation()).extracting(Operation::step).isEqualTo(OperationStep.STARTED);
    assertThat(ledger.tenants()).containsExactly(started);
  }

  @Test
  void theNextGenerationHasAnotherDatabaseAndTheFailureOfTheOneBefore() {
    var begun = ledger.operations().started(ledger.operations().begin(hugo, first));

    var moved = next(begun);

    assertThat(moved.generation()).isEqualTo(2);
    assertThat(moved.database()).isEqualTo("vm_%s_2".formatted(hugo.id()));
    assertThat(moved.fence()).isEqualTo(begun.fence() + 1);
    assertThat(moved.operation())
        .isEqualTo(
            new Operation(
                OperationType.INSTALL,
                "4.4",
                2,
                OperationStep.PLANNED,
                "vm-%s-install-2".formatted(hugo.id()),
                Instant.parse("2026-11-24T10:15:30.123Z"),
                WHY));
    assertThat(ledger.tenants()).containsExactly(moved);
  }

  @Test
  void theNextGenerationsNameIsClaimedAndTheOldOneIsFree() {
    next(ledger.operations().begin(hugo, first));

    assertThat(taken("vm_%s_2".formatted(hugo.id()))).isTrue();
    assertThat(taken("vm_%s_1".formatted(hugo.id()))).isFalse();
  }

  /** Whoever looked before is late: its Job, its drop, its row would be another generation's. */
  @Test
  void anOldViewWritesNothing() {
    var begun = ledger.operations().begin(hugo, first);
    var moved = next(begun);

    assertThatThrownBy(() -> next(begun)).isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> ledger.operations().started(begun)).isInstanceOf(StaleFence.class);
    assertThatThrownBy(() -> ledger.markInstalled(begun, NOW)).isInstanceOf(StaleFence.class);
    assertThat(ledger.tenants()).containsExactly(moved);
  }

  @Test
  void theInstallationEndsWithTheRecordOfIt() {
    var installed = ledger.markInstalled(ledger.operations().begin(hugo, first), NOW);

    assertThat(installed.operation()).isNull();
    assertThat(installed.installedAt()).isNotNull();
    assertThat(ledger.tenants()).containsExactly(installed);
  }

  @Test
  void nothingIsInstalledOverWhatIsInstalled() throws SQLException {
    var begun = ledger.operations().begin(hugo, first);
    lab.server()
        .execute(
            lab.main(),
            "UPDATE vmoodle_operator.tenant SET installed_at = 1000 WHERE id = '%s'"
                .formatted(hugo.id()));

    assertThatThrownBy(() -> next(begun)).isInstanceOf(IllegalStateException.class);
    assertThat(ledger.find("schools", "hugo"))
        .get()
        .extracting(LedgerTenant::generation)
        .isEqualTo(1);
    var ended = ledger.operations().end(begun);
    assertThat(ended.operation()).isNull();
  }

  @Test
  void whatWasHalfDoneIsKnownWhenTheTenantComesBack() {
    var begun = ledger.operations().begin(hugo, first);

    var released = ledger.release(Tenants.deleting(ledger, begun), NOW, connection -> 0);
    var back = ((Claimed) ledger.reclaim(released, "uid-2")).tenant();

    assertThat(released.operation()).isEqualTo(first.withdrawn());
    assertThat(back.operation()).isEqualTo(first.withdrawn());
    assertThat(ledger.tenants()).containsExactly(back);
  }

  @Test
  void aForgottenTenantLeavesNone() {
    var begun = ledger.operations().begin(hugo, first);

    ledger.purge(ledger.release(Tenants.deleting(ledger, begun), NOW, connection -> 0));

    assertThat(ledger.tenants()).isEmpty();
  }

  @Test
  void aLongMessageIsCut() {
    var tooLong = new Operation.Failure("JobFailed", "x".repeat(1999) + "🎓");

    var moved =
        ledger
            .operations()
            .nextGeneration(
                ledger.operations().begin(hugo, first),
                "vm_x_2",
                first.next("job-2", NOW, tooLong));

    assertThat(tooLong.message()).isEqualTo("x".repeat(1999));
    assertThat(ledger.tenants()).containsExactly(moved);
  }

  private LedgerTenant next(LedgerTenant tenant) {
    return ledger
        .operations()
        .nextGeneration(
            tenant,
            "vm_%s_2".formatted(tenant.id()),
            first.next("vm-%s-install-2".formatted(tenant.id()), NOW, WHY));
  }

  private boolean taken(String database) {
    var wanted =
        Tenants.with(Tenants.id(), "other", "https://other.example.edu", database, "/data/other");
    return switch (ledger.claim(wanted)) {
      case Claimed claimed -> false;
      case ClaimOutcome.Taken taken -> true;
      case ClaimOutcome.Retained retained -> throw new AssertionError(retained);
    };
  }
}
