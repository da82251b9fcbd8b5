package io.vmoodle.operator.platform.state;

import io.vmoodle.operator.api.ServiceRef;
import io.vmoodle.operator.api.platform.DatabaseServerSpec;
import io.vmoodle.operator.api.platform.PlatformSpec;
import io.vmoodle.operator.api.platform.ReleaseSpec;
import io.vmoodle.operator.api.platform.RoutingType;
import io.vmoodle.operator.kube.Finding;
import io.vmoodle.operator.ledger.LedgerTenant;
import io.vmoodle.operator.platform.server.ServerHealth;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What tenants need to know of their platform; data only, so that decisions can be pure.
 *
 * @param namespace where the platform, its routes and its Secrets live
 * @param name the platform's name
 * @param spec what the platform says
 * @param deleting it is being deleted, and waits for its tenants
 * @param servers how its database servers were found, by name
 * @param services the Services of the platform's namespace that were seen, with their ports
 * @param routes how the platform's routes were found
 * @param codes what the code of its releases is, by the release's name; without those that nobody
 *     has read yet
 * @param rollout which tenants may come to another release
 */
public record PlatformFacts(
    String namespace,
    String name,
    PlatformSpec spec,
    boolean deleting,
    Map<String, ServerHealth> servers,
    Set<ServiceRef> services,
    RoutesSeen routes,
    Map<String, ReleaseCode> codes,
    RolloutPlan rollout) {

  /** Copies what it is given. */
  public PlatformFacts {
    servers = Map.copyOf(servers);
    services = Set.copyOf(services);
    codes = Map.copyOf(codes);
  }

  /** The same with another health of its servers and another plan. */
  PlatformFacts with(Map<String, ServerHealth> health, RolloutPlan plan) {
    return new PlatformFacts(
        namespace, name, spec, deleting, health, services, routes, codes, plan);
  }

  /** What concerns every tenant when it changes: the plan tells each whom it concerns. */
  public PlatformFacts ofAllTenants() {
    return with(servers, RolloutPlan.EVERYBODY);
  }

  /** Whether its routes are HTTPRoutes; else they are Ingresses. */
  public boolean usesGateway() {
    return spec.routing().type() == RoutingType.Gateway;
  }

  /** Why there can be no route of the kind that it asks for; empty if there can. */
  public Optional<Finding> gatewayProblem() {
    return usesGateway() ? routes.gatewayApi().problem() : Optional.empty();
  }

  /** The server of that name, if the platform still has it. */
  public Optional<DatabaseServerSpec> server(String server) {
    return spec.databaseServers().stream().filter(it -> it.name().equals(server)).findFirst();
  }

  /** The release of that name, if the platform still has it. */
  public Optional<ReleaseSpec> release(String release) {
    return spec.releases().stream().filter(it -> it.name().equals(release)).findFirst();
  }

  /** What the code of a release is; empty as long as nobody has read it. */
  public Optional<ReleaseCode> code(String release) {
    return Optional.ofNullable(codes.get(release));
  }

  /** The release whose code has a file or folder of that name at its top, if one is known to. */
  public Optional<String> releaseWithName(String name) {
    return codes.entrySet().stream()
        .filter(release -> release.getValue().names().contains(name))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }

  /**
   * The Service of the release that the tenant is on, even when the platform forgot the release.
   */
  public ServiceRef serviceOf(LedgerTenant tenant) {
    return release(tenant.release())
        .map(ReleaseSpec::service)
        .orElseGet(() -> ReleaseService.parse(tenant.releaseService()));
  }
}
