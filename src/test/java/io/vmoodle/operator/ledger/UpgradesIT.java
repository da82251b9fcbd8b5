package io.vmoodle.operator.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.ledger.ClaimOutcome.Claimed;
import io.vmoodle.operator.ledger.Generations.Kept;
import io.vmoodle.operator.ledger.UpgradeOutcome.Begun;
import io.vmoodle.operator.ledger.UpgradeOutcome.Full;
import io.vmoodle.operator.ledger.UpgradeOutcome.Halted;
import io.vmoodle.operator.ledger.Upgrades.Move;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class UpgradesIT {
  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123Z");
  private static final Operation.Failure WHY = new Operation.Failure("JobFailed", "It broke.");

  private final Ledger ledger;

  UpgradesIT(Engine engine) throws SQLException {
    ledger = LedgerLab.on(engine).newLedger();
  }

  @Test
  void whatBeginsIsFoundAgainWithTheCopysName() {
    var hugo = installed("hugo");

    var begun = begin(hugo, 4, 1);

    var fence = hugo.fence() + 1;
    assertThat(begun.fence()).isEqualTo(fence);
    assertThat(begun.operation())
        .isEqualTo(
            new Operation(
                OperationType.UPGRADE,
                "4.5",
                1,
                OperationStep.PLANNED,
                "job-" + fence,
                null,
                null,
                new Upgrade(UpgradePhase.QUIESCING, fence, 2, "bb", 0, NOW, NOW)));
    assertThat(begun.generations()).isEqualTo(new Generations(2, List.of(new Kept(2, null))));
    assertThat(ledger.tenants()).containsExactly(begun);
    assertThat(ledger.find("schools", "hugo")).contains(begun);
    assertThat(isTaken("vm_%s_2".formatted(hugo.id()))).isTrue();
    assertThat(begin(begun, 4, 1)).as("it does not begin twice").isEqualTo(begun);
    assertThatThrownBy(() -> begin(hugo, 4, 1)).isInstanceOf(StaleFence.class);
  }

  @Test
  void onlyATenantWithAMoodleIsUpgraded() {
    var claimed = ((Claimed) ledger.claim(Tenants.named("hugo"))).tenant();

    assertThatThrownBy(() -> begin(claimed, 4, 1)).isInstanceOf(IllegalStateException.class);
    var deleting = Tenants.deleting(ledger, installed("zola"));
    assertThatThrownBy(() -> begin(deleting, 4, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void neverMoreRunThanMay() throws Exception {
    var tenants = IntStream.range(0, 6).mapToObj(number -> installed("t" + number)).toList();
    List<Callable<UpgradeOutcome>> all =
        tenants.stream()
            .<Callable<UpgradeOutcome>>map(
                it -> () -> ledger.upgrades().begin(it, request(1, 2, 1), NOW))
            .toList();

    var outcomes = Parallel.results(all);

    assertThat(outcomes.stream().filter(Begun.class::isInstance)).hasSize(2);
    assertThat(outcomes.stream().filter(it -> !(it instanceof Begun))).containsOnly(new Full(2));
  }

  @Test
  void afterEnoughFailuresOfAnAttemptNoneBegins() {
    fail(begin(installed("hugo"), 4, 1));
    var zola = installed("zola");

    assertThat(ledger.upgrades().begin(zola, request(1, 4, 1), NOW)).isEqualTo(new Halted(1));
    assertThat(ledger.upgrades().begin(zola, request(1, 4, 2), NOW)).isInstanceOf(Begun.class);
    var jules = installed("jules");
    assertThat(ledger.upgrades().begin(jules, request(2, 4, 1), NOW)).isInstanceOf(Begun.class);
  }

  /** It failed already, though it is not put back yet. */
  @Test
  void whatIsPutBackCountsAsFailedAndAsRunning() {
    var hugo = begin(installed("hugo"), 4, 1);
    ledger.upgrades().enter(hugo, new Move(UpgradePhase.RESTORING, null, WHY), NOW);
    var zola = installed("zola");

    assertThat(ledger.upgrades().begin(zola, request(1, 4, 1), NOW)).isEqualTo(new Halted(1));
    assertThat(ledger.upgrades().begin(zola, request(1, 1, 9), NOW)).isEqualTo(new Full(1));
  }

  /** Its upgrade goes on when it comes back, which may be never. */
  @Test
  void whoIsGoneTakesNobodysPlace() {
    release(begin(installed("hugo"), 1, 1));

    assertThat(ledger.upgrades().begin(installed("jules"), request(1, 1, 1), NOW))
        .isInstanceOf(Begun.class);
  }

  @Test
  void toDeleteWhoFailedLiftsNoHalt() {
    release(fail(begin(installed("zola"), 1, 1)));

    assertThat(ledger.upgrades().begin(installed("jules"), request(1, 1, 1), NOW))
        .isEqualTo(new Halted(1));
  }

  @Test
  void eachJobHasANumberOfItsOwn() {
    var begun = begin(installed("hugo"), 4, 1);
    var later = NOW.plusSeconds(60);

    var again = ledger.upgrades().retry(begun, UpgradesIT::job, later, WHY);
    var next =
        ledger
            .upgrades()
            .enter(
                ledger.operations().started(again),
                new Move(UpgradePhase.UPGRADING, UpgradesIT::job, null),
                later);

    assertThat(operation(again))
        .satisfies(
            it -> {
              assertThat(it.jobName()).isEqualTo("job-" + (begun.fence() + 1));
              assertThat(it.notBefore()).isEqualTo(later);
              assertThat(requireNonNull(it.upgrade()).tries()).isEqualTo(1);
            });
    assertThat(operation(next))
        .satisfies(
            it -> {
              assertThat(it.jobName()).isEqualTo("job-" + (begun.fence() + 2));
              assertThat(it.step()).isEqualTo(OperationStep.PLANNED);
              assertThat(it.failure()).as("of another phase").isNull();
              assertThat(requireNonNull(it.upgrade()).tries()).isZero();
              assertThat(requireNonNull(it.upgrade()).phaseSince()).isEqualTo(later);
              assertThat(requireNonNull(it.upgrade()).number()).isEqualTo(begun.fence());
            });
    assertThat(ledger.tenants()).containsExactly(next);
    assertThatThrownBy(() -> ledger.upgrades().retry(begun, UpgradesIT::job, later, WHY))
        .isInstanceOf(StaleFence.class);
  }

  @Test
  void whatCameToTheNewReleaseKeepsItsCopyForAWhile() {
    var begun = begin(installed("hugo"), 4, 1);
    var switched =
        ledger.fenced(
            begun,
            connection -> {
              ledger.upgrades().recordRelease(connection, begun, "moodle-45:80", NOW);
              return ledger.written(connection, begun);
            });
    assertThat(switched.release()).isEqualTo("4.5");
    assertThat(switched.releaseService()).isEqualTo("moodle-45:80");
    assertThat(progress(switched).phase()).isEqualTo(UpgradePhase.SWITCHING);

    var ended = ledger.upgrades().end(switched, NOW);

    assertThat(ended.operation()).isNull();
    assertThat(ended.generations()).isEqualTo(new Generations(2, List.of(new Kept(2, NOW))));
    var forgotten = ledger.upgrades().forget(ended, Set.of(2));
    assertThat(forgotten.generations()).isEqualTo(new Generations(2, List.of()));
    assertThat(isTaken("vm_%s_2".formatted(begun.id()))).isFalse();
    assertThat(progress(begin(forgotten, 4, 1)).copyGeneration())
        .as("a name is never used twice")
        .isEqualTo(3);
  }

  @Test
  void whatIsPutBackHasTheCopyAndKeepsWhatItHad() {
    var begun = begin(installed("hugo"), 4, 1);
    var restoring =
        ledger.upgrades().enter(begun, new Move(UpgradePhase.RESTORING, null, WHY), NOW);

    var reverting =
        ledger.fenced(
            restoring,
            connection -> {
              ledger.upgrades().recordCopy(connection, restoring, UpgradesIT::job, NOW);
              return ledger.written(connection, restoring);
            });

    assertThat(reverting.database()).isEqualTo("vm_%s_2".formatted(begun.id()));
    assertThat(reverting.generation()).isEqualTo(2);
    assertThat(reverting.release()).isEqualTo("4.4");
    assertThat(reverting.fence()).isEqualTo(restoring.fence() + 1);
    assertThat(operation(reverting).failure()).isEqualTo(WHY);
    var failed = ledger.upgrades().enter(reverting, new Move(UpgradePhase.FAILED, null, null), NOW);
    assertThat(operation(failed).failure()).isEqualTo(WHY);
    assertThat(failed.generations()).isEqualTo(new Generations(2, List.of(new Kept(1, NOW))));
    assertThatThrownBy(() -> ledger.upgrades().forget(failed, Set.of(2)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCopyThatNothingWasTakenFromIsNotKept() {
    var failed = fail(begin(installed("hugo"), 4, 1));

    assertThat(failed.generations().kept()).containsExactly(new Kept(2, Instant.EPOCH));
  }

  @Test
  void aForgottenTenantLeavesNothing() {
    var failed = fail(begin(installed("hugo"), 4, 1));

    ledger.purge(ledger.release(Tenants.deleting(ledger, failed), NOW, connection -> 0));

    assertThat(ledger.tenants()).isEmpty();
  }

  private static String job(long fence) {
    return "job-" + fence;
  }

  private static Operation operation(LedgerTenant tenant) {
    return requireNonNull(tenant.operation());
  }

  private static Upgrade progress(LedgerTenant tenant) {
    return requireNonNull(operation(tenant).upgrade());
  }

  private LedgerTenant fail(LedgerTenant tenant) {
    return ledger.upgrades().enter(tenant, new Move(UpgradePhase.FAILED, null, WHY), NOW);
  }

  private void release(LedgerTenant tenant) {
    ledger.release(Tenants.deleting(ledger, tenant), NOW, connection -> true);
  }

  private LedgerTenant begin(LedgerTenant tenant, int most, int halt) {
    return ((Begun) ledger.upgrades().begin(tenant, request(1, most, halt), NOW)).tenant();
  }

  private static UpgradeRequest request(int attempt, int most, int halt) {
    return new UpgradeRequest("4.5", attempt, "bb", most, halt, UpgradesIT::job);
  }

  private LedgerTenant installed(String name) {
    var claimed = ((Claimed) ledger.claim(Tenants.named(name))).tenant();
    return ledger.markInstalled(claimed, NOW);
  }

  private boolean isTaken(String database) {
    var wanted =
        Tenants.with(Tenants.id(), "other", "https://other.example.edu", database, "/data/other");
    return ledger.claim(wanted) instanceof ClaimOutcome.Taken;
  }
}
