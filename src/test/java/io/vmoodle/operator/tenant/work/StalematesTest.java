package io.vmoodle.operator.tenant.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.World;
import io.vmoodle.operator.tenant.plan.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StalematesTest {
  private static final ResourceID HUGO = new ResourceID("hugo", "home");
  private static final World SERVED = Worlds.settled(Wishes.install().wish()).world();

  private final AtomicReference<Instant> now = new AtomicReference<>(Worlds.THEN);
  private final Stalemates stalemates = new Stalemates(now::get, Duration.ofSeconds(30));

  private boolean lasts(Action action, World world) {
    return stalemates.lasts(HUGO, action, world);
  }

  @Test
  void theSameStepFromTheSameWorldIsLeftAloneForAWhile() {
    assertThat(lasts(new Action.Serve(), SERVED)).isFalse();
    stalemates.note(HUGO, new Action.Serve(), SERVED.with(Progress.NONE.withDatabaseGone()));

    assertThat(lasts(new Action.Serve(), SERVED.with(Progress.NONE.withLoginPrepared()))).isTrue();
    assertThat(lasts(new Action.CloseRoute(), SERVED)).as("another step").isFalse();
    assertThat(lasts(new Action.Serve(), SERVED.withRow(null))).as("another world").isFalse();
    assertThat(stalemates.lasts(new ResourceID("jules", "home"), new Action.Serve(), SERVED))
        .as("another tenant")
        .isFalse();

    now.set(Worlds.THEN.plusSeconds(30));
    assertThat(lasts(new Action.Serve(), SERVED)).as("time for another try").isFalse();
  }

  @Test
  void whoGotOnIsForgotten() {
    stalemates.note(HUGO, new Action.Serve(), SERVED);
    stalemates.forget(HUGO);

    assertThat(lasts(new Action.Serve(), SERVED)).isFalse();
  }
}
