package io.vmoodle.operator.tenant.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.Upkeep;
import io.vmoodle.operator.platform.state.GatewayApi;
import io.vmoodle.operator.routing.ChangeBudget.Answer;
import io.vmoodle.operator.routing.RouteAnswer;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.tenant.Upgrading;
import io.vmoodle.operator.tenant.Wishes;
import io.vmoodle.operator.tenant.Worlds;
import io.vmoodle.operator.tenant.facts.LoginPage;
import io.vmoodle.operator.tenant.facts.Progress;
import io.vmoodle.operator.tenant.facts.RouteState;
import io.vmoodle.operator.tenant.facts.UpkeepJob;
import io.vmoodle.operator.tenant.plan.NextStep.Do;
import io.vmoodle.operator.tenant.plan.NextStep.Settled;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.work.TenantWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Routes of both kinds: in which order, and whose changes wait. */
class RouteStagesTest {
  private static final RouteAnswer ACCEPTED = new RouteAnswer.Accepted();
  private static final Answer LATER = new Answer.Queued(Worlds.THEN);
  private static final Answer NOW = new Answer.Granted();
  private static final Wishes GATEWAY =
      Wishes.install()
          .platform("routing: {type: Gateway, gateway: {parentRefs: [{name: public}]}}")
          .gatewayApi(GatewayApi.SERVED);

  private static Worlds routed(RouteLead lead, RouteLead oldLead, boolean fleetChange) {
    return routed(lead, ACCEPTED, oldLead, fleetChange);
  }

  private static Worlds routed(
      RouteLead lead, RouteAnswer answer, RouteLead oldLead, boolean fleetChange) {
    return Worlds.settled(GATEWAY.wish()).route(new RouteState(lead, answer, oldLead, fleetChange));
  }

  @ParameterizedTest
  @EnumSource(value = RouteLead.class, names = "RELEASE", mode = EnumSource.Mode.EXCLUDE)
  void whatTheTenantAsksForIsDoneAtOnce(RouteLead lead) {
    assertDo(routed(lead, RouteLead.NOWHERE, false), new Action.Serve());
  }

  @Test
  void whatManyAskForWaitsForItsTurnWhileItServes() {
    var changed = routed(RouteLead.ELSEWHERE, RouteLead.NOWHERE, true);

    assertDo(changed, new Action.AskRouteChange());
    assertDo(changed.progress(Progress.NONE.withRouteChange(NOW)), new Action.Serve());
    assertThat(changed.progress(Progress.NONE.withRouteChange(LATER)).provisioned())
        .isEqualTo(new Settled());
  }

  @Test
  void whoseChangeWaitsIsLookedAtAgainWhenItsTurnComes() {
    var soon = Duration.ofSeconds(30);
    var waiting =
        routed(RouteLead.ELSEWHERE, RouteLead.NOWHERE, true)
            .progress(Progress.NONE.withRouteChange(LATER));

    assertThat(
            new TenantWork.Result(waiting.world(), waiting.provisioned())
                .pause(Instant.MAX, Worlds.THEN.minusSeconds(42), soon))
        .contains(Duration.ofMillis(42_001));
    assertThat(
            new TenantWork.Result(Worlds.settled(GATEWAY.wish()).world(), new Settled())
                .pause(Instant.MAX, Worlds.THEN, soon))
        .isEmpty();
  }

  /** Or nothing would answer for its host. */
  @Test
  void theOtherRouteOfASuspendedTenantStaysUntilTheNewOneIsTaken() {
    var suspended = new Upkeep(true, false, null);
    var wish = GATEWAY.tenant("state: Suspended").wish();
    var closed = Worlds.settled(wish).upkeep(suspended, UpkeepJob.NONE).registered();

    assertDo(
        closed.route(new RouteState(RouteLead.UNAVAILABLE, ACCEPTED, RouteLead.UNAVAILABLE, false)),
        new Action.RemoveOldRoute());
    assertThat(
            closed
                .route(
                    new RouteState(
                        RouteLead.UNAVAILABLE,
                        new RouteAnswer.Silent(),
                        RouteLead.UNAVAILABLE,
                        false))
                .provisioned())
        .isEqualTo(new Settled());
  }

  /** Its route of before is there, and is all that can be changed. */
  @Test
  void aTenantIsSuspendedAlsoWhereThereAreNoHttpRoutes() {
    var wish = GATEWAY.gatewayApi(GatewayApi.MISSING).tenant("state: Suspended").wish();
    var suspended =
        Worlds.settled(wish).upkeep(new Upkeep(true, false, null), UpkeepJob.NONE).registered();

    assertDo(
        suspended.route(new RouteState(RouteLead.NOWHERE, ACCEPTED, RouteLead.RELEASE, true)),
        new Action.CloseRoute());

    var active = GATEWAY.gatewayApi(GatewayApi.MISSING).wish();
    assertDo(
        Worlds.settled(active)
            .route(new RouteState(RouteLead.NOWHERE, ACCEPTED, RouteLead.UNAVAILABLE, false)),
        new Action.Serve());
  }

  @Test
  void noUpgradeBeginsWhileATenantHasTwoRoutes() {
    var wish =
        Upgrading.read(
            Upgrading.wishes()
                .platform("routing: {type: Gateway, gateway: {parentRefs: [{name: public}]}}")
                .gatewayApi(GatewayApi.SERVED));
    var moving =
        Worlds.settled(wish)
            .route(new RouteState(RouteLead.RELEASE, ACCEPTED, RouteLead.RELEASE, true))
            .progress(Progress.NONE.withRouteChange(LATER).withPlugins(Map.of()));

    assertThat(moving.provisioned())
        .isInstanceOfSatisfying(
            Stop.class, stop -> assertThat(stop.finding().message()).contains("route has moved"));
  }

  @Test
  void aRouteOfTheOtherKindGoesOnceTheNewOneIsTaken() {
    var granted = Progress.NONE.withRouteChange(NOW);

    assertDo(
        routed(RouteLead.NOWHERE, RouteLead.RELEASE, true).progress(granted), new Action.Serve());
    assertStop(
        routed(RouteLead.RELEASE, new RouteAnswer.Silent(), RouteLead.RELEASE, true)
            .progress(granted),
        Reason.RouteNotAcknowledged);
    assertDo(
        routed(RouteLead.RELEASE, RouteLead.RELEASE, true).progress(granted),
        new Action.RemoveOldRoute());
    assertDo(routed(RouteLead.RELEASE, RouteLead.RELEASE, true), new Action.AskRouteChange());
    assertThat(
            routed(RouteLead.RELEASE, RouteLead.RELEASE, true)
                .progress(Progress.NONE.withRouteChange(LATER))
                .provisioned())
        .isEqualTo(new Settled());
  }

  @ParameterizedTest
  @EnumSource(value = GatewayApi.class, names = "SERVED", mode = EnumSource.Mode.EXCLUDE)
  void withoutTheGatewayApiOnlyTheRouteWaits(GatewayApi api) {
    var missing =
        Worlds.settled(GATEWAY.gatewayApi(api).wish()).route(RouteState.MISSING).provisioned();

    assertThat(missing)
        .isInstanceOfSatisfying(
            Stop.class,
            stop -> {
              assertThat(stop.at()).isEqualTo(ConditionType.Routed);
              assertThat(stop.finding().reason()).isEqualTo(Reason.GatewayApiMissing);
            });
    assertThat(Worlds.settled(Wishes.install().gatewayApi(api).wish()).provisioned())
        .as("who wants Ingresses does not care")
        .isEqualTo(new Settled());
  }

  @Test
  void whatAGatewaySaysIsSaid() {
    var refused =
        routed(
            RouteLead.RELEASE,
            new RouteAnswer.Refused("Gateway public says Accepted=False, NotAllowed: no."),
            RouteLead.NOWHERE,
            false);

    assertStop(refused, Reason.RouteNotAccepted);
    assertThat(((Stop) refused.provisioned()).finding().message())
        .startsWith("Gateway public says Accepted=False, NotAllowed: no.");
  }

  @Test
  void whereItIsToBeKnownOnlyALoginPageThatAnswersIsServed() {
    var problem = new Finding(Reason.NotServed, "It answers 404.");
    var serving = Worlds.settled(Wishes.install().wish());

    assertDo(page(serving, new LoginPage.Due(null)), new Action.AskLoginPage());
    assertDo(page(serving, new LoginPage.Due(problem)), new Action.AskLoginPage());
    assertStop(page(serving, new LoginPage.Awaited(null)), Reason.ProbePending);
    assertStop(page(serving, new LoginPage.Awaited(problem)), Reason.NotServed);
    assertThat(page(serving, LoginPage.GOOD).provisioned()).isEqualTo(new Settled());
  }

  @Test
  void aServiceThatIsNotThereIsNotAsked() {
    assertStop(
        page(Worlds.settled(Wishes.install().withoutServices().wish()), new LoginPage.Due(null)),
        Reason.ServiceNotFound);
  }

  private static Worlds page(Worlds world, LoginPage page) {
    return world.route(RouteState.SERVING.with(page));
  }

  private static void assertDo(Worlds world, Action action) {
    assertThat(world.provisioned()).isEqualTo(new Do(ConditionType.Routed, action));
  }

  private static void assertStop(Worlds world, Reason reason) {
    assertThat(world.provisioned())
        .isInstanceOfSatisfying(
            Stop.class, stop -> assertThat(stop.finding().reason()).isEqualTo(reason));
  }
}
