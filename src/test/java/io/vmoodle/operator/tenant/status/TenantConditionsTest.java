package io.vmoodle.operator.tenant.status;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.tenant.TenantStatus;
import io.vmoodle.operator.api.tenant.VirtualMoodle;
import io.vmoodle.operator.jobs.JobVerdict;
import io.vmoodle.operator.kube.Conditions;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.KubeStatus;
import io.vmoodle.operator.ledger.Operation;
import io.vmoodle.operator.ledger.OperationStep;
import io.vmoodle.operator.ledger.OperationType;
import io.vmoodle.operator.ledger.UpgradePhase;
import io.vmoodle.operator.ledger.Upkeep;
import io.vmoodle.operator.platform.state.RolloutPlan;
import io.vmoodle.operator.routing.ChangeBudget;
import io.vmoodle.operator.routing.RouteAnswer;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.tenant.Upgrading;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.Installation;
import io.vmoodle.operator.tenant.facts.LoginPage;
import io.vmoodle.operator.tenant.facts.Presence;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.RouteState;
import io.vmoodle.operator.tenant.facts.UpkeepJob;
import io.vmoodle.operator.tenant.facts.Wish;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a tenant in each state, and what Flux, Helm and others conclude from it. */
class TenantConditionsTest {
  private static final Clock CLOCK = Clock.fixed(Worlds.THEN, ZoneOffset.UTC);
  private static final Wish NEW = Wishes.install().wish();
  private static final Wish OLD = Wishes.existing().wish();
  private static final Wish UPGRADED = Upgrading.read(Upgrading.wishes());

  private static final Wishes GATEWAY =
      Wishes.install()
          .platform("routing: {type: Gateway, gateway: {parentRefs: [{name: public}]}}");

  private static RouteState answered(RouteAnswer answer) {
    return new RouteState(RouteLead.RELEASE, answer, RouteLead.NOWHERE, false);
  }

  static Stream<Arguments> states() {
    return Stream.of(
        state(
            "refused",
            Worlds.unclaimed(Wishes.install().in("other").wish()),
            KubeStatus.Failed,
            "Accepted=False/NamespaceNotAllowed",
            "DatabaseReady=Unknown/WaitingForEarlierStep",
            "Registered=False/WaitingForEarlierStep",
            "Ready=False/NamespaceNotAllowed",
            "Stalled=True/NamespaceNotAllowed"),
        state(
            "to be claimed",
            Worlds.unclaimed(NEW),
            KubeStatus.InProgress,
            "Accepted=Unknown/WaitingForEarlierStep",
            "Ready=False/Progressing",
            "Reconciling=True/Progressing",
            "UpToDate=Unknown/WaitingForEarlierStep"),
        state(
            "suspended as wished",
            Worlds.settled(Wishes.install().tenant("state: Suspended").wish())
                .upkeep(new Upkeep(true, false, null), UpkeepJob.NONE)
                .registered()
                .route(RouteState.UNAVAILABLE),
            KubeStatus.Current,
            "Registered=True/Registered",
            "Routed=False/Suspended",
            "Ready=True/Suspended"),
        state(
            "in maintenance as wished",
            Worlds.settled(Wishes.install().tenant("state: Maintenance").wish())
                .upkeep(new Upkeep(false, true, null), UpkeepJob.NONE),
            KubeStatus.Current,
            "Routed=True/Routed",
            "Ready=True/Maintenance"),
        state(
            "its login page does not answer",
            Worlds.settled(NEW)
                .route(
                    RouteState.SERVING.with(
                        new LoginPage.Awaited(new Finding(Reason.NotServed, "404.")))),
            KubeStatus.InProgress,
            "Routed=False/NotServed",
            "Ready=False/NotServed",
            "Reconciling=True/NotServed"),
        state(
            "its login page is not known, and its server is down",
            Worlds.settled(Wishes.install().down("first").wish())
                .route(RouteState.SERVING.with(new LoginPage.Due(null))),
            KubeStatus.InProgress,
            "Routed=False/WaitingForEarlierStep",
            "Ready=False/DatabaseUnavailable"),
        state(
            "server down",
            Worlds.claimed(Wishes.install().down("first").wish()),
            KubeStatus.InProgress,
            "Accepted=True/Accepted",
            "DatabaseReady=False/DatabaseUnavailable",
            "Ready=False/DatabaseUnavailable",
            "Reconciling=True/DatabaseUnavailable"),
        state(
            "not installed",
            Worlds.registered(NEW)
                .installing(
                    Operation.first(OperationType.INSTALL, "4.4", "vm-abcdefghij-install-1"),
                    Installation.NONE)
                .jobSeen(new JobVerdict.Waiting("Its pod is not made yet.")),
            KubeStatus.InProgress,
            "Accepted=True/Accepted",
            "DatabaseReady=True/DatabaseReady",
            "Registered=True/Registered",
            "Installed=False/WaitingForJob",
            "Routed=False/WaitingForEarlierStep",
            "Ready=False/WaitingForJob",
            "Reconciling=True/WaitingForJob",
            "UpToDate=Unknown/WaitingForEarlierStep"),
        state(
            "settled",
            Worlds.settled(NEW),
            KubeStatus.Current,
            "Accepted=True/Accepted",
            "DatabaseReady=True/DatabaseReady",
            "Registered=True/Registered",
            "Installed=True/Installed",
            "Routed=True/Routed",
            "Ready=True/Ready"),
        state(
            "adopted",
            Worlds.settled(OLD),
            KubeStatus.Current,
            "DatabaseReady=True/Adopted",
            "Installed=True/Adopted",
            "Ready=True/Ready"),
        state(
            "a release behind",
            Worlds.settled(Wishes.install().tenant("release: '4.5'").wish()),
            KubeStatus.Current,
            "Ready=True/Ready",
            "UpToDate=False/ToolsImageMissing"),
        state(
            "no Service",
            Worlds.settled(Wishes.install().withoutServices().wish()),
            KubeStatus.InProgress,
            "Routed=False/ServiceNotFound",
            "Ready=False/ServiceNotFound",
            "Reconciling=True/ServiceNotFound"),
        state(
            "a change of its route waits",
            Worlds.settled(NEW)
                .route(
                    new RouteState(
                        RouteLead.ELSEWHERE, new RouteAnswer.Accepted(), RouteLead.NOWHERE, true))
                .progress(
                    Progress.NONE.withRouteChange(new ChangeBudget.Answer.Queued(Worlds.THEN))),
            KubeStatus.Current,
            "Routed=True/RouteChangeQueued",
            "Ready=True/Ready"),
        state(
            "no Gateway API",
            Worlds.settled(GATEWAY.wish()).route(RouteState.MISSING),
            KubeStatus.InProgress,
            "Routed=False/GatewayApiMissing",
            "Ready=False/GatewayApiMissing"),
        state(
            "refused by a Gateway",
            Worlds.settled(GATEWAY.wish()).route(answered(new RouteAnswer.Refused("No."))),
            KubeStatus.InProgress,
            "Routed=False/RouteNotAccepted",
            "Ready=False/RouteNotAccepted"),
        state(
            "no Gateway said anything",
            Worlds.settled(GATEWAY.wish()).route(answered(new RouteAnswer.Silent())),
            KubeStatus.InProgress,
            "Routed=False/RouteNotAcknowledged",
            "Ready=False/RouteNotAcknowledged"),
        state(
            "a Gateway took it before its last change",
            Worlds.settled(GATEWAY.wish()).route(answered(new RouteAnswer.Pending())),
            KubeStatus.Current,
            "Routed=True/Routed",
            "Ready=True/Ready"),
        state(
            "database lost",
            Worlds.settled(NEW)
                .database(Presence.ABSENT)
                .progress(Progress.NONE.withDatabaseGone()),
            KubeStatus.Failed,
            "DatabaseReady=False/DatabaseLost",
            "Ready=False/DatabaseLost",
            "Stalled=True/DatabaseLost"));
  }

  static Stream<Arguments> upgrades() {
    var failure = new Operation.Failure("JobFailed", "It broke.");
    var wait = new RolloutPlan.Verdict.Wait(new Finding(Reason.UpgradeQueued, "Not yet."));
    return Stream.of(
        state(
            "waits for its turn",
            Worlds.settled(
                Upgrading.with(
                    Upgrading.wishes().wish(),
                    Map.of("4.4", Upgrading.OLD, "4.5", Upgrading.NEW),
                    new RolloutPlan(RolloutPlan.Rules.DEFAULT, Map.of(), wait))),
            KubeStatus.Current,
            "Ready=True/Ready",
            "UpToDate=False/UpgradeQueued"),
        state(
            "is about to be upgraded",
            Upgrading.in(UPGRADED, UpgradePhase.QUIESCING),
            KubeStatus.Current,
            "Ready=True/Ready",
            "UpToDate=False/Upgrading"),
        state(
            "is being upgraded",
            Upgrading.seen(UPGRADED, UpgradePhase.UPGRADING, new JobVerdict.Running(Worlds.THEN)),
            KubeStatus.InProgress,
            "Ready=False/Upgrading",
            "Reconciling=True/Upgrading",
            "UpToDate=False/Upgrading"),
        state(
            "cannot be put back",
            Upgrading.in(UPGRADED, UpgradePhase.REVERTING)
                .installing(
                    Upgrading.operation(UpgradePhase.REVERTING, OperationStep.PLANNED, 3, failure),
                    Upgrading.installation(new JobVerdict.Absent(), false)),
            KubeStatus.Failed,
            "Ready=False/UpgradeHeld",
            "Stalled=True/UpgradeHeld",
            "UpToDate=False/UpgradeHeld"),
        state(
            "was put back",
            Upgrading.at(
                UPGRADED,
                Upgrading.operation(UpgradePhase.FAILED, OperationStep.STARTED, 0, failure),
                new JobVerdict.Absent()),
            KubeStatus.Current,
            "Ready=True/Ready",
            "UpToDate=False/UpgradeFailed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"states", "upgrades"})
  void areWhatWasFound(String state, Worlds world, KubeStatus concluded, List<String> expected) {
    var conditions = write(List.of(), world);

    assertThat(
            conditions.list().stream()
                .map(it -> "%s=%s/%s".formatted(it.getType(), it.getStatus(), it.getReason())))
        .containsAll(expected);
    assertThat(conditions.list())
        .allSatisfy(
            it -> {
              assertThat(it.getObservedGeneration()).isEqualTo(3);
              assertThat(it.getMessage()).isNotBlank();
            });
    assertThat(KubeStatus.of(resource(conditions))).as(state).isEqualTo(concluded);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("states")
  void neverSayThatItIsGoingOnAndStuckAtTheSameTime(
      String state, Worlds world, KubeStatus concluded, List<String> expected) {
    var types =
        write(List.of(), world).list().stream().map(it -> it.getType()).collect(joining(" "));

    assertThat(types.contains("Reconciling") && types.contains("Stalled")).as(state).isFalse();
    assertThat(types).contains("Accepted", "DatabaseReady", "Installed", "Registered", "Routed");
  }

  @Test
  void whatHeldItUpIsForgottenOnceItIsSettled() {
    var stuck =
        write(
            List.of(),
            Worlds.settled(NEW)
                .database(Presence.ABSENT)
                .progress(Progress.NONE.withDatabaseGone()));

    var settled = write(stuck.list(), Worlds.settled(NEW));

    assertThat(settled.find(ConditionType.Stalled)).isEmpty();
    assertThat(settled.find(ConditionType.Ready).orElseThrow().getStatus()).isEqualTo("True");
  }

  private static Conditions write(List<Condition> before, Worlds world) {
    var conditions = Conditions.of(before, 3, CLOCK);
    TenantConditions.write(conditions, world.wish(), world.world(), world.provisioned());
    return conditions;
  }

  private static VirtualMoodle resource(Conditions conditions) {
    var resource = new VirtualMoodle();
    resource.getMetadata().setGeneration(3L);
    resource.setStatus(
        new TenantStatus(
            3L, conditions.list(), null, null, null, null, null, null, null, null, null));
    return resource;
  }

  private static Arguments state(
      String name, Worlds world, KubeStatus concluded, String... expected) {
    return Arguments.of(name, world, concluded, List.of(expected));
  }
}
