package io.vmoodle.operator.tenant.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.platform.state.PlatformFacts;
import io.vmoodle.operator.platform.state.ReleaseCode;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Wish;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sub-paths that are folders of some release's code, as its probe found them. */
class ReservedByReleaseTest {
  private static final ReleaseCode CODE =
      new ReleaseCode(
          "2024042200.00", "4.4", "aa", Map.of(), Set.of(), Set.of("mod", "NewThing"), true, true);

  private static Wish wish(String address) {
    var wish =
        Wishes.install()
            .platform("tenants: {allowSubPaths: true}")
            .tenant("address: {%s}".formatted(address))
            .wish();
    var facts = wish.platform();
    return new Wish(
        wish.tenant(),
        wish.uid(),
        wish.namespaceLabels(),
        wish.knownId(),
        wish.servedBy(),
        wish.spec(),
        wish.rotation(),
        new PlatformFacts(
            facts.namespace(),
            facts.name(),
            facts.spec(),
            facts.deleting(),
            facts.servers(),
            facts.services(),
            facts.routes(),
            Map.of("4.4", CODE),
            facts.rollout()));
  }

  @Test
  void aNewTenantCannotHaveOne() {
    assertThat(Worlds.unclaimed(wish("subPath: newthing")).provisioned())
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> {
              assertThat(stop.finding().reason()).isEqualTo(Reason.AddressReserved);
              assertThat(stop.finding().message()).contains("newthing", "release 4.4");
            });
  }

  @Test
  void othersAreFree() {
    assertThat(Worlds.unclaimed(wish("subPath: hugo")).provisioned())
        .isInstanceOf(NextStep.Do.class);
    assertThat(Worlds.unclaimed(wish("host: newthing.example.edu")).provisioned())
        .isInstanceOf(NextStep.Do.class);
  }

  @Test
  void whoWasThereBeforeKeepsIt() {
    assertThat(Worlds.claimed(wish("subPath: newthing")).provisioned())
        .isInstanceOf(NextStep.Do.class);
  }
}
