package io.vmoodle.operator.platform.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.kube.Applied;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.platform.state.GatewayApi;
import io.vmoodle.operator.platform.state.OpenPlatform;
import io.vmoodle.operator.platform.state.PlatformFacts;
import io.vmoodle.operator.platform.state.PlatformName;
import io.vmoodle.operator.platform.state.RoutesSeen;
import io.vmoodle.operator.routing.Availability;
import io.vmoodle.operator.routing.RouteAnswer;
import io.vmoodle.operator.routing.RouteForm;
import io.vmoodle.operator.routing.RouteLead;
import io.vmoodle.operator.routing.SubPathNames;
import io.vmoodle.operator.routing.SubPathRoutes;
import io.vmoodle.operator.routing.SubPathTenant;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The routes of the main host, which all sub-path tenants of a platform share. Where a platform has
 * such tenants or allows them, the operator owns them whole; else it never routes the main host.
 *
 * <p>When the platform's kind of route changes, the new ones are stored first. The old ones say the
 * same as long as they are there, and go once the new ones are taken.
 */
public final class SubPathRouting {
  private final MainRouteStore<Ingress> ingresses;
  private final MainRouteStore<HTTPRoute> httpRoutes;
  private final Apply apply;
  private final Map<PlatformName, Lock> locks = new ConcurrentHashMap<>();

  /** Stores objects with the rights of this client. */
  public SubPathRouting(KubernetesClient client, Apply apply) {
    this.ingresses = new MainRouteStore<>(client, apply, Ingress.class, RouteForm.ingress());
    this.httpRoutes = new MainRouteStore<>(client, apply, HTTPRoute.class, RouteForm.httpRoute());
    this.apply = apply;
  }

  /** Where a sub-path leads in the routes of the platform's kind. */
  public RouteLead lead(PlatformFacts facts, LedgerTenant tenant) {
    return lead(wanted(facts), facts, tenant);
  }

  /** Where a sub-path leads in routes of the kind that the platform does not have any more. */
  public RouteLead leadOfOldKind(PlatformFacts facts, LedgerTenant tenant) {
    return lead(other(facts), facts, tenant);
  }

  /** Whether anything took the route of the platform's kind that the tenant's path is in. */
  public RouteAnswer answer(PlatformFacts facts, LedgerTenant tenant) {
    return PlatformRoutes.subPathOf(facts, tenant)
        .map(path -> wanted(facts).of(PlatformName.of(facts)).answer("/" + path))
        .orElseGet(RouteAnswer.Accepted::new);
  }

  private static RouteLead lead(MainRouteStore<?> store, PlatformFacts facts, LedgerTenant tenant) {
    return PlatformRoutes.subPathOf(facts, tenant)
        .map(
            path ->
                store
                    .of(PlatformName.of(facts))
                    .lead(
                        "/" + path,
                        PlatformRoutes.paths(facts, tenant, path, Availability.Serving),
                        PlatformRoutes.paths(facts, tenant, path, Availability.Unavailable)))
        .orElse(RouteLead.NOWHERE);
  }

  /** Looks what is stored. */
  public RoutesSeen look(String namespace, String name) {
    var platform = new PlatformName(namespace, name);
    return alone(
        platform,
        () -> {
          ingresses.look(platform);
          try {
            return new RoutesSeen(GatewayApi.SERVED, httpRoutes.look(platform).untaken());
          } catch (KubernetesClientException e) {
            httpRoutes.forget(platform);
            return switch (e.getCode()) {
              case HttpURLConnection.HTTP_NOT_FOUND -> new RoutesSeen(GatewayApi.MISSING, Map.of());
              case HttpURLConnection.HTTP_FORBIDDEN ->
                  new RoutesSeen(GatewayApi.FORBIDDEN, Map.of());
              default -> throw e;
            };
          }
        });
  }

  /**
   * Makes the stored objects say what ledger and platform say. One at a time a platform.
   *
   * @param done whether whoever was waited for did what is needed
   * @return why an object could not be stored; empty where all are
   */
  public Optional<Finding> publish(OpenPlatform platform, BooleanSupplier done) {
    return alone(
        PlatformName.of(platform.facts()),
        () -> done.getAsBoolean() ? Optional.empty() : publishAlone(platform));
  }

  private <R> R alone(PlatformName platform, Supplier<R> work) {
    var lock = locks.computeIfAbsent(platform, same -> new ReentrantLock());
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Finding> publishAlone(OpenPlatform open) {
    var facts = open.facts();
    var platform = PlatformName.of(facts);
    var tenants = tenants(open);
    if (!facts.spec().tenants().allowSubPaths() && tenants.isEmpty()) {
      ingresses.remove(platform);
      httpRoutes.remove(platform);
      return Optional.empty();
    }
    var wanted = wanted(facts);
    var problem = facts.gatewayProblem().or(() -> publish(wanted, facts, tenants));
    var other = other(facts);
    if (!other.of(platform).objects().isEmpty()) {
      if (problem.isEmpty() && wanted.of(platform).untaken().isEmpty()) {
        other.remove(platform);
      } else {
        var ofOther = publish(other, facts, tenants);
        problem = problem.or(() -> ofOther);
      }
    }
    return problem.or(() -> names(facts, tenants));
  }

  private static List<SubPathTenant> tenants(OpenPlatform platform) {
    return platform
        .fleet()
        .tenants()
        .filter(tenant -> tenant.state() != TenantState.RELEASED)
        .filter(tenant -> tenant.installedAt() != null)
        .flatMap(tenant -> PlatformRoutes.subPathTenant(platform.facts(), tenant).stream())
        .toList();
  }

  private static <T extends HasMetadata> Optional<Finding> publish(
      MainRouteStore<T> store, PlatformFacts facts, List<SubPathTenant> tenants) {
    var platform = PlatformName.of(facts);
    return store.publish(
        platform,
        SubPathRoutes.of(
            store.form(),
            PlatformRoutes.defaults(facts),
            PlatformRoutes.mainSite(facts),
            tenants,
            store.of(platform).objects().keySet()));
  }

  private Optional<Finding> names(PlatformFacts facts, List<SubPathTenant> tenants) {
    var names = SubPathNames.configMap(PlatformRoutes.defaults(facts), tenants);
    return apply.apply(names) instanceof Applied.Foreign<?> foreign
        ? Optional.of(new Finding(Reason.RouteConflict, foreign.why() + "."))
        : Optional.empty();
  }

  private MainRouteStore<?> wanted(PlatformFacts facts) {
    return facts.usesGateway() ? httpRoutes : ingresses;
  }

  private MainRouteStore<?> other(PlatformFacts facts) {
    return facts.usesGateway() ? ingresses : httpRoutes;
  }
}
