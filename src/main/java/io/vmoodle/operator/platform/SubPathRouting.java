package io.vmoodle.operator.platform;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.api.Reason;
import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.kube.Applied;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.kube.Labels;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.ledger.TenantState;
import io.vmoodle.operator.routing.Availability;
import io.vmoodle.operator.routing.MainSite;
import io.vmoodle.operator.routing.RouteNames;
import io.vmoodle.operator.routing.SubPathRoutes;
import io.vmoodle.operator.routing.SubPathTenant;
import io.vmoodle.operator.routing.TenantRoute;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The Ingress of the main host, which all sub-path tenants of a platform share. Where a platform
 * has such tenants or allows them, the operator owns it whole; else it never routes the main host.
 */
public final class SubPathRouting {
  private final KubernetesClient client;
  private final Apply apply;

  /** What is stored, by platform and tenant id, as this process last saw or made it. */
  private final Map<String, Map<String, SubPathTenant>> published = new ConcurrentHashMap<>();

  private final Map<String, Lock> locks = new ConcurrentHashMap<>();

  /** Stores objects with the rights of this client. */
  public SubPathRouting(KubernetesClient client, Apply apply) {
    this.client = client;
    this.apply = apply;
  }

  /** How the tenant's path is stored; empty when it is not. */
  public Optional<SubPathTenant> published(OpenPlatform platform, String tenantId) {
    return Optional.ofNullable(
        published.getOrDefault(key(platform.facts()), Map.of()).get(tenantId));
  }

  /** The sub-path of a tenant's URL; empty for a tenant with a host of its own. */
  public static Optional<String> subPathOf(PlatformFacts facts, String url) {
    var main = facts.spec().main().url() + "/";
    return url.startsWith(main) ? Optional.of(url.substring(main.length())) : Optional.empty();
  }

  /** How the tenant's path should be stored; empty for one that has no path of the main host. */
  public static Optional<SubPathTenant> desired(
      PlatformFacts facts, LedgerTenant tenant, ServiceRef release) {
    return subPathOf(facts, tenant.url())
        .map(
            subPath ->
                new SubPathTenant(
                    subPath,
                    new TenantRoute(
                        tenant.id(),
                        tenant.namespace(),
                        tenant.name(),
                        PlatformRoutes.backend(release),
                        tenant.state() == TenantState.ACTIVE
                            ? Availability.Serving
                            : Availability.Unavailable)));
  }

  /**
   * Makes the stored objects say what ledger and platform say. One at a time a platform: whoever
   * waits here finds that the one before did its work, too.
   *
   * @return why an object could not be stored; empty where all are
   */
  public Optional<Finding> publish(OpenPlatform platform) {
    var lock = locks.computeIfAbsent(key(platform.facts()), key -> new ReentrantLock());
    lock.lock();
    try {
      return publishAlone(platform);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Finding> publishAlone(OpenPlatform platform) {
    var facts = platform.facts();
    var tenants =
        platform
            .fleet()
            .tenants()
            .filter(tenant -> tenant.state() != TenantState.RELEASED)
            .filter(tenant -> tenant.installedAt() != null)
            .flatMap(tenant -> desired(facts, tenant, facts.serviceOf(tenant)).stream())
            .collect(Collectors.toMap(it -> it.route().tenantId(), Function.identity()));
    var owned = facts.spec().tenants().allowSubPaths() || !tenants.isEmpty();
    var stored = stored(facts);
    if (!owned) {
      stored.forEach(ingress -> client.resource(ingress).delete());
      published.put(key(facts), Map.of());
      return Optional.empty();
    }
    var routes =
        SubPathRoutes.of(
            PlatformRoutes.defaults(facts.namespace(), facts.name(), facts.spec()),
            main(facts),
            tenants.values(),
            names(stored));
    for (var ingress : routes.ingresses()) {
      var problem = store(ingress);
      if (problem.isPresent()) {
        return problem;
      }
    }
    stored.stream()
        .filter(ingress -> routes.obsolete().contains(ingress.getMetadata().getName()))
        .forEach(ingress -> client.resource(ingress).lockResourceVersion().delete());
    var problem = store(routes.names());
    if (problem.isEmpty()) {
      published.put(key(facts), tenants);
    }
    return problem;
  }

  private List<Ingress> stored(PlatformFacts facts) {
    return client
        .network()
        .v1()
        .ingresses()
        .inNamespace(facts.namespace())
        .withLabel(Labels.MANAGED_BY, Labels.OPERATOR)
        .withLabel(Labels.PLATFORM, facts.name())
        .withoutLabel(Labels.TENANT_ID)
        .list()
        .getItems()
        .stream()
        .filter(
            ingress ->
                ingress.getMetadata().getName().startsWith(RouteNames.ofMain(facts.name(), 0)))
        .toList();
  }

  private static Set<String> names(List<Ingress> ingresses) {
    return ingresses.stream()
        .map(ingress -> ingress.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  private static MainSite main(PlatformFacts facts) {
    var main = facts.spec().main();
    return new MainSite(
        URI.create(main.url()).getHost(),
        PlatformRoutes.backend(facts.release(main.release()).orElseThrow().service()));
  }

  private <T extends HasMetadata> Optional<Finding> store(T desired) {
    return apply.apply(desired) instanceof Applied.Foreign<T> foreign
        ? Optional.of(new Finding(Reason.RouteConflict, foreign.why() + "."))
        : Optional.empty();
  }

  private static String key(PlatformFacts facts) {
    return facts.namespace() + "/" + facts.name();
  }
}
