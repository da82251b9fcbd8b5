package io.vmoodle.operator.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Engine;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.harness.Manifests;
import io.vmoodle.operator.kube.Conditions;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.platform.state.PlatformFacts;
import io.vmoodle.operator.platform.state.ReleaseCode;
import io.vmoodle.operator.platform.state.ReleaseSeen;
import io.vmoodle.operator.platform.state.RolloutPlan;
import io.vmoodle.operator.platform.state.RoutesSeen;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReleaseConditionsTest {
  private static final ServiceRef OLD = new ServiceRef("moodle-44", 80);
  private static final ServiceRef NEW = new ServiceRef("moodle-45", 80);
  private static final ReleaseSeen READ =
      new ReleaseSeen(
          new ReleaseCode("2024042200.00", "4.4", "aa", Map.of(), Set.of(), Set.of(), true, true),
          "sha256:1",
          null,
          null);
  private static final ReleaseSeen UNGUARDED =
      new ReleaseSeen(
          READ.code(), "sha256:1", null, new Finding(Reason.ReleaseUnguarded, "Include it."));
  private static final ReleaseSeen BROKEN =
      new ReleaseSeen(null, "", new Finding(Reason.JobImageUnavailable, "Correct it."), null);

  private static ReleaseConditions of(Set<ServiceRef> services, Map<String, ReleaseSeen> seen) {
    var facts =
        new PlatformFacts(
            "schools",
            "academie",
            Manifests.platform("schools", Engine.MariaDB, "r").getSpec(),
            false,
            Map.of(),
            services,
            RoutesSeen.NOTHING,
            Map.of(),
            RolloutPlan.EVERYBODY);
    return new ReleaseConditions(facts, seen);
  }

  private static String said(Set<ServiceRef> services, Map<String, ReleaseSeen> seen) {
    var conditions = Conditions.of(List.of(), 1, Clock.systemUTC());
    of(services, seen).set(conditions);
    var ready = conditions.find(ConditionType.ReleasesReady).orElseThrow();
    return "%s %s: %s".formatted(ready.getStatus(), ready.getReason(), ready.getMessage());
  }

  @Test
  void allThereAndReadIsReady() {
    assertThat(said(Set.of(OLD, NEW), Map.of("4.4", READ, "4.5", READ))).startsWith("True Ready: ");
  }

  @Test
  void whatIsNotReadYetIsNoTrouble() {
    assertThat(said(Set.of(OLD, NEW), Map.of("4.4", READ)))
        .startsWith("True ReleaseNotProbed: ")
        .contains("Release 4.5: ")
        .doesNotContain("Release 4.4");
  }

  @Test
  void aMissingServiceComesFirst() {
    assertThat(said(Set.of(NEW), Map.of("4.5", BROKEN)))
        .isEqualTo(
            "False ServiceNotFound: Namespace schools lacks Service moodle-44 with port 80 (release"
                + " 4.4). Create them, or correct releases[].service.");
  }

  @Test
  void aReleaseThatIsUsedAndNotListedIsNotReady() {
    var conditions = Conditions.of(List.of(), 1, Clock.systemUTC());
    var known = of(Set.of(OLD, NEW), Map.of("4.4", READ, "4.5", READ));
    var forgotten = new Finding(Reason.ReleaseInUse, "Add 4.3 again.");

    new ReleaseConditions(known.facts(), known.seen(), forgotten).set(conditions);

    var ready = conditions.find(ConditionType.ReleasesReady).orElseThrow();
    assertThat(ready.getStatus()).isEqualTo("False");
    assertThat(ready.getReason()).isEqualTo("ReleaseInUse");
    assertThat(ready.getMessage()).isEqualTo("Add 4.3 again.");
  }

  @Test
  void whatCannotBeUsedComesBeforeWhatShouldBeKnown() {
    assertThat(said(Set.of(OLD, NEW), Map.of("4.4", UNGUARDED, "4.5", BROKEN)))
        .isEqualTo("False JobImageUnavailable: Release 4.5: Correct it.");
    assertThat(said(Set.of(OLD, NEW), Map.of("4.4", UNGUARDED)))
        .isEqualTo("True ReleaseUnguarded: Release 4.4: Include it.");
  }

  @Test
  void eachReleaseSaysWhatIsKnownOfIt() {
    var statuses = of(Set.of(OLD), Map.of("4.4", UNGUARDED, "4.5", READ)).statuses();

    assertThat(statuses.getFirst().ready()).isTrue();
    assertThat(statuses.getFirst().guarded()).isTrue();
    assertThat(statuses.getFirst().version()).isEqualTo("2024042200.00");
    assertThat(statuses.getFirst().imageId()).isEqualTo("sha256:1");
    assertThat(statuses.getFirst().reason()).isEqualTo("ReleaseUnguarded");
    assertThat(statuses.getLast().ready()).isFalse();
    assertThat(statuses.getLast().reason()).isEqualTo("ServiceNotFound");

    var unread = of(Set.of(OLD, NEW), Map.of()).statuses().getFirst();
    assertThat(unread.ready()).isFalse();
    assertThat(unread.reason()).isEqualTo("ReleaseNotProbed");
    assertThat(unread.guarded()).isNull();
  }
}
