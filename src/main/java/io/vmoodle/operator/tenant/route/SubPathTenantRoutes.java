package io.vmoodle.operator.tenant.route;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.Refusal;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.route.SubPathRouting;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.tenant.facts.RouteState;
import io.vmoodle.operator.tenant.plan.Blocked;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import java.util.function.Predicate;

/**
 * Tenants on a sub-path: paths in the routes of the main host, which all of them share, so that no
 * change of these is one for each tenant.
 */
public final class SubPathTenantRoutes implements TenantRoutes {
  private final SubPathRouting routing;

  public SubPathTenantRoutes(SubPathRouting routing) {
    this.routing = routing;
  }

  @Override
  public RouteState state(OpenPlatform platform, LedgerTenant tenant) {
    var facts = platform.facts();
    if (isAnothers(platform, tenant)) {
      return RouteState.MISSING;
    }
    // While it is active, the platform moves its path to the other kind together with all others.
    var oldLead =
        tenant.state() == TenantState.ACTIVE
            ? RouteLead.NOWHERE
            : routing.leadOfOldKind(facts, tenant);
    return new RouteState(
        routing.lead(facts, tenant), routing.answer(facts, tenant), oldLead, false);
  }

  /** A path has one route, and its tenant may be another by now. */
  private static boolean isAnothers(OpenPlatform platform, LedgerTenant tenant) {
    return tenant.state() == TenantState.RELEASED
        && platform
            .fleet()
            .tenants()
            .anyMatch(it -> it.state() != TenantState.RELEASED && it.url().equals(tenant.url()));
  }

  @Override
  public void serve(OpenPlatform platform, LedgerTenant tenant) {
    publish(platform, tenant, RouteState::asDesired);
  }

  @Override
  public void suspend(OpenPlatform platform, LedgerTenant tenant) {
    publish(platform, tenant, state -> state.lead() == RouteLead.UNAVAILABLE && !state.mayServe());
  }

  @Override
  public void close(OpenPlatform platform, LedgerTenant tenant) {
    publish(platform, tenant, state -> !state.mayServe());
  }

  /** The platform's look does it for all of its tenants. */
  @Override
  public void removeOld(OpenPlatform platform, LedgerTenant tenant) {}

  @Override
  public void remove(OpenPlatform platform, LedgerTenant tenant) {
    publish(platform, tenant, RouteState::gone);
  }

  private void publish(OpenPlatform platform, LedgerTenant tenant, Predicate<RouteState> done) {
    try {
      routing
          .publish(platform, () -> done.test(state(platform, tenant)))
          .ifPresent(
              problem -> {
                throw new Blocked(new Stop(ConditionType.Routed, problem, waitsFor(problem)));
              });
    } catch (KubernetesClientException e) {
      throw Blocked.byTime(
          ConditionType.Routed,
          Reason.RouteRefused,
          "The API server does not take what the main host's routes need: %s. It is tried again by itself."
              .formatted(Refusal.of(e).orElseThrow(() -> e)));
    }
  }

  private static WaitsFor waitsFor(Finding problem) {
    return problem.reason() == Reason.RouteConflict ? WaitsFor.PERSON : WaitsFor.TIME;
  }
}
