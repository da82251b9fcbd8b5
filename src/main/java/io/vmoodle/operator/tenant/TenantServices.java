package io.vmoodle.operator.tenant;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.vmoodle.operator.kube.Apply;
import io.vmoodle.operator.kube.Events;
import io.vmoodle.operator.kube.SecretReader;
import io.vmoodle.operator.kube.Secrets;
import io.vmoodle.operator.kube.SteadyTime;
import io.vmoodle.operator.platform.PlatformDirectory;
import io.vmoodle.operator.platform.SubPathRouting;
import io.vmoodle.operator.platform.UnforeseenFailures;
import io.vmoodle.operator.routing.RouteForm;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * What the reconciler of tenants works with.
 *
 * @param client the API server
 * @param apply stores objects
 * @param events tells people what happened
 * @param subPaths the routes of main hosts
 * @param directory where tenants find their platform
 * @param trigger has tenants looked at
 * @param listener hears of every step
 * @param routeChanges paces changes of routes
 * @param failures what is said of exceptions
 * @param clock tells the time
 * @param lookAgain how long after a tenant was held up it is looked at again, if nothing else has
 *     it looked at before
 */
public record TenantServices(
    KubernetesClient client,
    Apply apply,
    Events events,
    SubPathRouting subPaths,
    PlatformDirectory directory,
    TenantTrigger trigger,
    StepListener listener,
    RouteChanges routeChanges,
    UnforeseenFailures failures,
    Clock clock,
    Duration lookAgain) {

  /** Tells people, wherever that is possible. */
  Events events(TenantEventSources sources) {
    return new EventsElsewhere(events, sources);
  }

  LostHome lostHome(TenantEventSources sources) {
    return new LostHome(sources, new SecretReader(client));
  }

  TenantWork work(TenantEventSources sources) {
    var told = events(sources);
    var secrets = new WatchedChildren<>(sources.secrets(), SteadyTime.source());
    var routes = new RouteKinds(hostRoutes(sources), new SubPathTenantRoutes(subPaths));
    var databaseSecrets = new DatabaseSecrets(client, new Secrets(client), secrets);
    var actions =
        new Actions(
            new LedgerActions(
                new NewTenants(new TenantIds(new SecureRandom())), trigger, told, clock),
            new DatabaseActions(databaseSecrets, told),
            new RotationActions(databaseSecrets),
            new RegistryActions(told, clock),
            routes,
            routeChanges);
    return new TenantWork(
        new Observer(secrets, new TenantSecrets(new SecretReader(client)), routes, clock),
        actions,
        listener,
        failures,
        new ServerTurns(trigger::trigger),
        new Stalemates(SteadyTime.source(), lookAgain));
  }

  private HostTenantRoutes hostRoutes(TenantEventSources sources) {
    var removal = new io.vmoodle.operator.kube.Removal(client);
    return new HostTenantRoutes(
        new HostRouteStore<>(
            apply,
            removal,
            RouteForm.ingress(),
            new WatchedChildren<>(sources.routes(), SteadyTime.source())),
        new HostRouteStore<>(apply, removal, RouteForm.httpRoute(), sources.httpRoutes()));
  }
}
