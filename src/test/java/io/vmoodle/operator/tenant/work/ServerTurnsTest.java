package io.vmoodle.operator.tenant.work;

import static io.vmoodle.operator.tenant.work.ServerTurns.AT_A_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.database.Endpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerTurnsTest {
  private static final Endpoint SLOW = new Endpoint(Engine.PostgreSQL, "slow", 5432);
  private static final Endpoint OTHER = new Endpoint(Engine.MariaDB, "other", 3306);

  private final List<ResourceID> woken = new ArrayList<>();
  private final ServerTurns turns = new ServerTurns(woken::addAll);

  @Test
  void aFullServerKeepsNobodyFromAnother() {
    fill();

    assertThat(turn("late").on(SLOW)).isFalse();
    assertThat(turn("late").on(OTHER)).isTrue();
  }

  @Test
  void whoGotNoTurnIsWokenWhenThereIsRoom() {
    var working = fill();
    turn("first").on(SLOW);
    turn("second").on(SLOW);

    working.getFirst().close();
    assertThat(woken).containsExactly(id("first"));
    assertThat(turn("first").on(SLOW)).isTrue();

    working.getLast().close();
    assertThat(woken).containsExactly(id("first"), id("second"));
  }

  @Test
  void oneThatWasWokenAndIsGoneLeavesItsRoomToOthers() {
    var working = fill();
    for (var name : List.of("gone", "second", "third")) {
      turn(name).on(SLOW);
    }

    working.getFirst().close();
    working.getLast().close();

    assertThat(woken).containsExactly(id("gone"), id("second"), id("third"));
  }

  @Test
  void aTurnIsTakenOnceAndGivenUpOnce() {
    var working = fill();
    var one = working.getFirst();

    assertThat(one.on(SLOW)).as("it has it already").isTrue();
    one.close();
    one.close();

    assertThat(turn("next").on(SLOW)).isTrue();
    assertThat(turn("after it").on(SLOW)).isFalse();
  }

  @Test
  void whoAsksAgainWaitsOnce() {
    var working = fill();
    turn("impatient").on(SLOW);
    turn("impatient").on(SLOW);

    working.getFirst().close();
    working.getLast().close();

    assertThat(woken).containsExactly(id("impatient"));
  }

  private List<ServerTurns.Turn> fill() {
    var working = new ArrayList<ServerTurns.Turn>();
    for (int i = 0; i < AT_A_TIME; i++) {
      var turn = turn("working" + i);
      assertThat(turn.on(SLOW)).isTrue();
      working.add(turn);
    }
    return working;
  }

  private ServerTurns.Turn turn(String tenant) {
    return turns.of(id(tenant));
  }

  private static ResourceID id(String tenant) {
    return new ResourceID(tenant, "schools");
  }
}
