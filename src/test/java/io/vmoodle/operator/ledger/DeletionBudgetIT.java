package io.vmoodle.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.ledger.ClaimOutcome.Claimed;
import io.vmoodle.operator.ledger.DeletionOutcome.Begun;
import io.vmoodle.operator.ledger.DeletionOutcome.BudgetSpent;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How many deletions may begin within an hour. */
@ParameterizedClass
@EnumSource(Engine.class)
class DeletionBudgetIT {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final LedgerLab lab;
  private final Ledger ledger;

  DeletionBudgetIT(Engine engine) throws SQLException {
    lab = LedgerLab.on(engine);
    ledger = lab.newLedger();
  }

  @Test
  void whoeverComesAtOnceTheBudgetIsNeverOverdrawn() throws Exception {
    var tenants = IntStream.range(0, 12).mapToObj(i -> claimed("school-" + i)).toList();

    var outcomes =
        Parallel.results(
            tenants.stream()
                .<Callable<DeletionOutcome>>map(it -> () -> ledger.markDeleting(it, 3, NOW))
                .toList());

    assertThat(outcomes).filteredOn(Begun.class::isInstance).hasSize(3);
    assertThat(ledger.tenants()).filteredOn(it -> it.state() == TenantState.DELETING).hasSize(3);
    assertThat(outcomes)
        .filteredOn(BudgetSpent.class::isInstance)
        .hasSize(9)
        .allMatch(new BudgetSpent(Collections.nCopies(3, NOW))::equals);
  }

  @Test
  void aPlaceIsFreeAnHourLaterWhateverBecameOfTheTenantThatHadIt() {
    var gone = begun(claimed("gone"), NOW);
    ledger.purge(ledger.release(gone, NOW, connection -> 0));
    var next = claimed("next");

    assertThat(ledger.markDeleting(next, 1, NOW.plusSeconds(3599))).isInstanceOf(BudgetSpent.class);
    assertThat(ledger.markDeleting(next, 1, NOW.plus(HOUR))).isInstanceOf(Begun.class);
  }

  @Test
  void aDeletionThatHasBegunGoesOnWithoutAnyBudget() {
    var deleting = begun(claimed("hugo"), NOW);

    assertThat(ledger.markDeleting(deleting, 0, NOW)).isEqualTo(new Begun(deleting));
  }

  @Test
  void nothingBeginsWithoutABudgetAndNothingChanges() {
    var hugo = claimed("hugo");

    assertThat(ledger.markDeleting(hugo, 0, NOW)).isEqualTo(new BudgetSpent(List.of()));
    assertThat(ledger.tenants()).containsExactly(hugo);
  }

  @Test
  void aClockThatWasAheadNeitherFreesPlacesNorBlocksThemForLong() {
    begun(claimed("ahead"), NOW.plus(Duration.ofDays(400)));
    var next = claimed("next");

    assertThat(ledger.markDeleting(next, 1, NOW)).isInstanceOf(BudgetSpent.class);
    assertThat(ledger.markDeleting(next, 1, NOW.minus(HOUR))).isInstanceOf(BudgetSpent.class);
    assertThat(ledger.markDeleting(next, 1, NOW)).isInstanceOf(Begun.class);
  }

  @Test
  void aTenantThatCameBackCountsAgain() {
    var released = ledger.release(begun(claimed("hugo"), NOW), NOW, connection -> 0);
    var back = ((Claimed) ledger.reclaim(released, "uid-2")).tenant();

    assertThat(ledger.markDeleting(back, 1, NOW)).isInstanceOf(BudgetSpent.class);
    assertThat(ledger.markDeleting(back, 2, NOW)).isInstanceOf(Begun.class);
    assertThat(ledger.markDeleting(claimed("zola"), 2, NOW)).isInstanceOf(BudgetSpent.class);
  }

  @Test
  void platformsDoNotShareABudget() {
    begun(claimed("hugo"), NOW);
    var other = lab.newLedger();

    var theirs = ((Claimed) other.claim(Tenants.named("hugo"))).tenant();

    assertThat(other.markDeleting(theirs, 1, NOW)).isInstanceOf(Begun.class);
  }

  @Test
  void anOldLeaderTakesNoPlace() {
    var hugo = claimed("hugo");
    lab.platforms().raiseEpoch(ledger.platform(), "next");

    assertThatThrownBy(() -> ledger.markDeleting(hugo, 9, NOW)).isInstanceOf(StaleLeader.class);
  }

  @Test
  void whoIsLetGoLeavesItsUrlAndComesBackToAllTheRest() {
    var hugo = claimed("hugo");

    var released = ledger.letGo(hugo, NOW);

    assertThat(released.state()).isEqualTo(TenantState.RELEASED);
    assertThat(ledger.letGo(released, NOW)).isEqualTo(released);
    assertThat(ledger.reclaim(released, "uid-2"))
        .isInstanceOfSatisfying(
            Claimed.class, it -> assertThat(it.tenant().database()).isEqualTo(hugo.database()));
  }

  private LedgerTenant claimed(String name) {
    return ((Claimed) ledger.claim(Tenants.named(name))).tenant();
  }

  private LedgerTenant begun(LedgerTenant tenant, Instant at) {
    return ((Begun) ledger.markDeleting(tenant, 1, at)).tenant();
  }
}
