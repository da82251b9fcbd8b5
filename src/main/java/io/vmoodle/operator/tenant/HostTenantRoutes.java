package io.vmoodle.operator.tenant;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.ConditionType;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Applied;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.OpenPlatform;
import io.vmoodle.operator.platform.PlatformRoutes;
import io.vmoodle.operator.routing.Availability;
import io.vmoodle.operator.routing.HostRoute;
import io.vmoodle.operator.routing.RouteNames;
import io.vmoodle.operator.routing.TenantRoute;
import java.net.URI;

/** Tenants with a host of their own: one Ingress each, in the platform's namespace. */
final class HostTenantRoutes implements TenantRoutes {
  private final KubernetesClient client;
  private final Apply apply;
  private final Children<Ingress> stored;

  HostTenantRoutes(KubernetesClient client, Apply apply, Children<Ingress> stored) {
    this.client = client;
    this.apply = apply;
    this.stored = stored;
  }

  @Override
  public RouteState state(OpenPlatform platform, LedgerTenant tenant) {
    var ingress =
        stored.find(platform.facts().namespace(), RouteNames.ofTenant(tenant.id())).orElse(null);
    if (ingress == null) {
      return RouteState.MISSING;
    }
    if (apply.matches(desired(platform, tenant, Availability.Serving), ingress)) {
      return RouteState.SERVING;
    }
    return apply.matches(desired(platform, tenant, Availability.Unavailable), ingress)
        ? RouteState.UNAVAILABLE
        : RouteState.DIFFERENT;
  }

  @Override
  public void store(OpenPlatform platform, LedgerTenant tenant) {
    var availability =
        tenant.state() == TenantState.ACTIVE ? Availability.Serving : Availability.Unavailable;
    var desired = desired(platform, tenant, availability);
    var known =
        stored.find(platform.facts().namespace(), RouteNames.ofTenant(tenant.id())).orElse(null);
    switch (apply.apply(desired, known)) {
      case Applied.Created<Ingress>(Ingress now) -> stored.saw(now);
      case Applied.Updated<Ingress>(Ingress now) -> stored.saw(now);
      case Applied.Unchanged<Ingress>(Ingress now) -> stored.saw(now);
      case Applied.Foreign<Ingress>(Ingress there, String why) ->
          throw Blocked.byPerson(ConditionType.Routed, Reason.RouteConflict, why + ".");
    }
  }

  @Override
  public void remove(OpenPlatform platform, LedgerTenant tenant) {
    stored
        .find(platform.facts().namespace(), RouteNames.ofTenant(tenant.id()))
        .ifPresent(
            ingress -> {
              client.resource(ingress).lockResourceVersion().delete();
              stored.gone(ingress);
            });
  }

  private static Ingress desired(
      OpenPlatform platform, LedgerTenant tenant, Availability availability) {
    var facts = platform.facts();
    return HostRoute.ingress(
        PlatformRoutes.defaults(facts.namespace(), facts.name(), facts.spec()),
        new TenantRoute(
            tenant.id(),
            tenant.namespace(),
            tenant.name(),
            PlatformRoutes.backend(facts.serviceOf(tenant)),
            availability),
        URI.create(tenant.url()).getHost());
  }
}
