package io.vmoodle.operator.tenant.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeletionBudgetTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void whoIsFirstHasItsTurnWhenTheOldestPlaceIsFree() {
    var begun = List.of(ago(50), ago(20));

    assertThat(DeletionBudget.turn(2, 0, begun, NOW)).isEqualTo(in(10));
    assertThat(DeletionBudget.turn(2, 1, begun, NOW)).isEqualTo(in(40));
    assertThat(DeletionBudget.turn(2, 2, begun, NOW)).isEqualTo(in(70));
    assertThat(DeletionBudget.turn(2, 3, begun, NOW)).isEqualTo(in(100));
  }

  @Test
  void aBudgetThatWasRaisedHasRoomAtOnceForAsMany() {
    var begun = List.of(ago(50), ago(20));

    assertThat(DeletionBudget.turn(4, 1, begun, NOW)).isEqualTo(NOW);
    assertThat(DeletionBudget.turn(4, 2, begun, NOW)).isEqualTo(in(10));
  }

  @Test
  void aBudgetThatWasLoweredLetsTheOldOnesRunOut() {
    assertThat(DeletionBudget.turn(1, 0, List.of(ago(50), ago(20)), NOW)).isEqualTo(in(40));
  }

  @Test
  void theLastOfAWrongPruneWaitsForDays() {
    var begun = IntStream.range(0, 10).mapToObj(i -> NOW).toList();

    assertThat(DeletionBudget.turn(10, 489, begun, NOW)).isEqualTo(NOW.plus(HOUR.multipliedBy(49)));
  }

  @Test
  void noTurnIsInThePast() {
    assertThat(DeletionBudget.turn(1, 0, List.of(ago(90)), NOW)).isEqualTo(NOW);
  }

  @Test
  void theMessageSaysHowManyWaitUntilWhenAndHowToHurry() {
    var stop = DeletionBudget.spent(Wishes.install().wish(), 7, tenMinutesAgo(), NOW);

    assertThat(stop.waitsFor()).isEqualTo(WaitsFor.TIME);
    assertThat(stop.until()).isEqualTo(in(50));
    assertThat(stop.finding().reason()).isEqualTo(Reason.DeletionBudgetSpent);
    assertThat(stop.finding().message())
        .contains("10 deletions", "7 wait", "2026-03-04T05:50:00Z", "maxDeletionsPerHour")
        .contains("home/academie");
  }

  @Test
  void withoutABudgetNothingIsAskedOfTheLedger() {
    var none = Wishes.install().platform("tenants: {maxDeletionsPerHour: 0}");

    assertThat(Worlds.settled(none.wish()).removed())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> {
              assertThat(stop.finding().reason()).isEqualTo(Reason.DeletionBudgetSpent);
              assertThat(stop.finding().message()).contains("is 0");
            });
  }

  private static List<Instant> tenMinutesAgo() {
    return IntStream.range(0, 10).mapToObj(i -> ago(10)).toList();
  }

  private static Instant ago(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }

  private static Instant in(int minutes) {
    return NOW.plus(Duration.ofMinutes(minutes));
  }
}
