package io.vmoodle.operator.tenant.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Applied;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.kube.Refusal;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.route.PlatformRoutes;
import io.vmoodle.operator.platform.route.RouteFindings;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.routing.Availability;
import io.vmoodle.operator.routing.HostRoute;
import io.vmoodle.operator.routing.RouteAnswer;
import io.vmoodle.operator.routing.RouteForm;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.routing.RouteNames;
import io.vmoodle.operator.tenant.plan.Blocked;
import io.vmoodle.operator.tenant.plan.NextStep.Stop;
import io.vmoodle.operator.tenant.plan.NextStep.WaitsFor;
import io.vmoodle.operator.tenant.watch.Children;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The routes of tenants with a host of their own, of one kind: one object each.
 *
 * @param <T> the kind
 */
public final class HostRouteStore<T extends HasMetadata> {
  private final Apply apply;
  private final io.vmoodle.operator.kube.Removal removal;
  private final RouteForm<T> form;
  private final Children<T> stored;
  private final SeenLeads leads = new SeenLeads();

  public HostRouteStore(
      Apply apply,
      io.vmoodle.operator.kube.Removal removal,
      RouteForm<T> form,
      Children<T> stored) {
    this.apply = apply;
    this.removal = removal;
    this.form = form;
    this.stored = stored;
  }

  RouteLead lead(OpenPlatform platform, LedgerTenant tenant) {
    var route = find(platform, tenant);
    if (route.isEmpty()) {
      leads.forget(tenant.id());
      return RouteLead.NOWHERE;
    }
    var facts = platform.facts();
    var wanted =
        new SeenLeads.Wanted(
            PlatformRoutes.defaults(facts),
            PlatformRoutes.route(facts, tenant, Availability.Serving),
            tenant.url());
    return leads.of(wanted, route.get(), () -> compare(platform, tenant, route.get()));
  }

  private RouteLead compare(OpenPlatform platform, LedgerTenant tenant, T route) {
    if (apply.matches(desired(platform, tenant, Availability.Serving), route)) {
      return RouteLead.RELEASE;
    }
    return apply.matches(desired(platform, tenant, Availability.Unavailable), route)
        ? RouteLead.UNAVAILABLE
        : RouteLead.ELSEWHERE;
  }

  RouteAnswer answer(OpenPlatform platform, LedgerTenant tenant) {
    return find(platform, tenant).map(form::answer).orElseGet(RouteAnswer.Accepted::new);
  }

  /**
   * Whether the stored route is as it was desired before platform or operator changed: nobody
   * edited it, it led to Moodle, and the tenant is still on the release that it led to.
   */
  boolean wasAsDesired(OpenPlatform platform, LedgerTenant tenant) {
    return find(platform, tenant)
        .filter(route -> tenant.release().equals(releaseOf(route)))
        .filter(
            route -> !apply.isAppliedLast(desired(platform, tenant, Availability.Serving), route))
        .isPresent();
  }

  boolean isThere(OpenPlatform platform, LedgerTenant tenant) {
    return find(platform, tenant).isPresent();
  }

  void store(OpenPlatform platform, LedgerTenant tenant, Availability availability) {
    var desired = desired(platform, tenant, availability);
    try {
      switch (apply.apply(desired, find(platform, tenant).orElse(null))) {
        case Applied.Created<T>(T now) -> stored.saw(now);
        case Applied.Updated<T>(T now) -> stored.saw(now);
        case Applied.Unchanged<T>(T now) -> stored.saw(now);
        case Applied.Foreign<T>(T there, String why) ->
            throw Blocked.byPerson(ConditionType.Routed, Reason.RouteConflict, why + ".");
      }
    } catch (KubernetesClientException e) {
      throw refused(desired, e);
    }
  }

  void remove(OpenPlatform platform, LedgerTenant tenant) {
    find(platform, tenant)
        .ifPresent(
            route -> {
              try {
                removal.remove(route);
              } catch (KubernetesClientException e) {
                throw refused(route, e);
              }
              stored.gone(route);
            });
  }

  private static RuntimeException refused(HasMetadata route, KubernetesClientException failure) {
    return Refusal.of(failure)
        .<RuntimeException>map(
            words ->
                new Blocked(
                    new Stop(
                        ConditionType.Routed, RouteFindings.refused(route, words), WaitsFor.TIME)))
        .orElse(failure);
  }

  private Optional<T> find(OpenPlatform platform, LedgerTenant tenant) {
    return stored.find(platform.facts().namespace(), RouteNames.ofTenant(tenant.id()));
  }

  private T desired(OpenPlatform platform, LedgerTenant tenant, Availability availability) {
    var facts = platform.facts();
    return HostRoute.of(
        form,
        PlatformRoutes.defaults(facts),
        PlatformRoutes.route(facts, tenant, availability),
        URI.create(tenant.url()).getHost());
  }

  private static String releaseOf(HasMetadata route) {
    var annotations = route.getMetadata().getAnnotations();
    return annotations == null
        ? ""
        : Objects.requireNonNullElse(annotations.get(Labels.RELEASE), "");
  }
}
